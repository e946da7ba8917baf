package dev.aceiro.workflows.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Divides durations for a drill that runs faster than life. */
final class Speed {
  private static final Duration SHORTEST = Duration.ofMillis(200);

  private Speed() {}

  static @Nullable Duration divide(@Nullable Duration duration, int speed) {
    return duration == null ? null : of(duration, speed);
  }

  /** Zero stays zero; anything else stays long enough to be a timer. */
  static Duration of(Duration duration, int speed) {
    if (duration.isZero() || speed <= 1) {
      return duration;
    }
    Duration divided = duration.dividedBy(speed);
    return divided.compareTo(SHORTEST) < 0 ? SHORTEST : divided;
  }
}
