package dev.aceiro.workflows.policy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of the ladder by which the on-call is paged until somebody acknowledges.
 *
 * @param after time since the episode began; a rung whose predecessor could not be delivered is due
 *     at once
 * @param channels kinds of channel: {@code slack}, {@code email}, {@code sms}, {@code pagerduty},
 *     {@code phone}
 * @param severities the severities it is for; empty for all
 * @param source where it comes from, or null
 */
public record Rung(
    Duration after, List<String> channels, List<String> severities, @Nullable String source) {

  /** Plans from before rungs had severities page by all of them. */
  public Rung {
    severities = severities == null ? List.of() : severities;
  }

  /** Whether it pages for that severity. */
  public boolean pages(String severity) {
    return severities.isEmpty() || severities.contains(severity);
  }

  Rung faster(int speed) {
    return new Rung(Speed.of(after, speed), channels, severities, source);
  }
}
