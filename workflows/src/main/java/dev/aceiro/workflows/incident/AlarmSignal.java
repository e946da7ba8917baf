package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.alarm.Alarm;

/**
 * An alarm as the dispatcher hands it to an incident.
 *
 * @param alarm the alarm
 * @param inbox the inbox row; settled once a recorded snapshot lists it
 * @param sequence orders the signals of one correlation key; an older one is ignored
 * @param flapping whether it has come and gone too often, so that it counts as firing until it has
 *     been quiet
 */
public record AlarmSignal(Alarm alarm, long inbox, long sequence, boolean flapping) {

  /** One that does not flap. */
  public AlarmSignal(Alarm alarm, long inbox, long sequence) {
    this(alarm, inbox, sequence, false);
  }
}
