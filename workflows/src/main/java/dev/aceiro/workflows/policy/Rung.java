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
 * @param source where it comes from, or null
 */
public record Rung(Duration after, List<String> channels, @Nullable String source) {

  /** A rung that does not say where it comes from. */
  public Rung(Duration after, List<String> channels) {
    this(after, channels, null);
  }

  Rung faster(int speed) {
    return new Rung(Speed.of(after, speed), channels, source);
  }
}
