package dev.aceiro.workflows.policy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When what alarms say makes an incident worse than it was opened (domain 1.7 C15, C22). It raises,
 * it never lowers, and it never overrules a person.
 *
 * @param alarm name of the incident's alarm that must fire
 * @param severity the code it raises to
 * @param alarmsFiring names of alarms that must fire besides, in this incident or, when it opened,
 *     in another one of the profile; empty for none
 * @param persists how long the alarm must have fired without a pause, or null
 * @param source where it comes from
 */
public record RaiseRule(
    String alarm,
    String severity,
    List<String> alarmsFiring,
    @Nullable Duration persists,
    String source) {

  /** The effect that raising a severity is. */
  public static final String EFFECT = "RAISE_SEVERITY";

  private static final String PREFIX = "raise:";

  /** Names that are not said are none. */
  public RaiseRule {
    alarmsFiring = alarmsFiring == null ? List.of() : alarmsFiring;
  }

  /** What its firings are known by. */
  public String id() {
    StringBuilder id = new StringBuilder(PREFIX).append(alarm).append(':').append(severity);
    alarmsFiring.forEach(other -> id.append('+').append(other));
    return persists == null ? id.toString() : id.append('@').append(persists).toString();
  }

  RaiseRule faster(int speed) {
    return new RaiseRule(alarm, severity, alarmsFiring, Speed.divide(persists, speed), source);
  }
}
