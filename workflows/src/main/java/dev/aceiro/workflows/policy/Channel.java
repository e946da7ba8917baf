package dev.aceiro.workflows.policy;

/**
 * A named place where many read, such as {@code prod-alerts}.
 *
 * @param id what policies call it
 * @param kind {@code slack} or {@code email}
 * @param address the channel's name or address at its kind
 */
public record Channel(String id, String kind, String address) {}
