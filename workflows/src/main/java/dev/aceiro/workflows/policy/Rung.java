package dev.aceiro.workflows.policy;

import java.time.Duration;
import java.util.List;

/**
 * One step of the ladder by which the on-call is paged until somebody acknowledges.
 *
 * @param after time since the episode began; a rung whose predecessor could not be delivered is due
 *     at once
 * @param channels kinds of channel: {@code slack}, {@code email}, {@code sms}, {@code pagerduty},
 *     {@code phone}
 */
public record Rung(Duration after, List<String> channels) {}
