package dev.aceiro.workflows.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time after resolution in which a relapse reopens the incident (000-R3).
 *
 * @param min before which no lead may end it
 * @param max after which it ends by itself
 * @param source where it comes from, or null
 */
public record Observation(Duration min, Duration max, @Nullable String source) {

  Observation faster(int speed) {
    return new Observation(Speed.of(min, speed), Speed.of(max, speed), source);
  }
}
