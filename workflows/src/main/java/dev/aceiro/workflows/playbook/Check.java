package dev.aceiro.workflows.playbook;

import java.util.SortedMap;

/**
 * Something that must hold before recovery may be declared.
 *
 * @param id unique in its playbook
 * @param kind {@code alarms-cleared} (known from the alarms), {@code http-probe} (asked of the
 *     world), {@code checklist} (answered by a person)
 * @param title what it asks
 * @param parameters by name; {@code http-probe} has {@code url} and {@code status}
 */
public record Check(String id, String kind, String title, SortedMap<String, String> parameters) {
  /** The opening alarms have cleared. */
  public static final String ALARMS_CLEARED = "alarms-cleared";

  /** A person answers. */
  public static final String CHECKLIST = "checklist";

  /** Whether an activity finds the answer. */
  public boolean automatic() {
    return !kind.equals(ALARMS_CLEARED) && !kind.equals(CHECKLIST);
  }
}
