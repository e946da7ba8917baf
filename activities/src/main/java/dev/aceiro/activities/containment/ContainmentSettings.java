package dev.aceiro.activities.containment;

import dev.aceiro.activities.store.Claims.Limits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much may be done to the world, and how often it is looked at.
 *
 * @param perIncident most applications for one incident within the window
 * @param perProfile most applications for one profile within the window
 * @param window the time in which they are counted
 * @param poll the pause between two looks at an effect
 * @param readWithin how long a survey may take to read one target, at most 2 minutes
 */
@ConfigurationProperties("aceiro.containment")
record ContainmentSettings(
    @DefaultValue("50") int perIncident,
    @DefaultValue("200") int perProfile,
    @DefaultValue("1h") Duration window,
    @DefaultValue("2s") Duration poll,
    @DefaultValue("45s") Duration readWithin) {

  ContainmentSettings {
    if (perIncident < 1 || perProfile < 1 || window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException(
          "aceiro.containment: per-incident, per-profile and window must be positive");
    }
    if (poll.isNegative() || poll.isZero() || poll.compareTo(Duration.ofSeconds(30)) > 0) {
      throw new IllegalArgumentException("aceiro.containment.poll must be between 0 and 30 s");
    }
    if (!readWithin.isPositive() || readWithin.compareTo(Duration.ofMinutes(2)) > 0) {
      throw new IllegalArgumentException(
          "aceiro.containment.read-within must be between 0 and 2 minutes");
    }
  }

  Limits limits() {
    return new Limits(perIncident, perProfile, window);
  }
}
