package dev.aceiro.workflows.communication;

/**
 * One way to one reader.
 *
 * @param kind {@code slack}, {@code email}, {@code sms}, {@code pagerduty}, {@code phone}
 * @param person whose it is, or the channel's id
 * @param value the address itself
 */
public record Address(String kind, String person, String value) {}
