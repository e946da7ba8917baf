package dev.aceiro.workflows.alarm;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A severity that an alarm's incident deserves under a condition: one that is evaluated, or one
 * that a person judges.
 *
 * @param severity the code it is raised to, {@code P0}, …
 * @param alarmsFiring names of alarms that must fire besides; empty for none
 * @param persists how long the alarm must have fired, or null
 * @param note the condition in words, or what there is to say of it; or null
 */
public record Raise(
    String severity,
    List<String> alarmsFiring,
    @Nullable Duration persists,
    @Nullable String note) {

  /** Whether it can be evaluated; otherwise a person judges it. */
  public boolean evaluated() {
    return !alarmsFiring.isEmpty() || persists != null;
  }
}
