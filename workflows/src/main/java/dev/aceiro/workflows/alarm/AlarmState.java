package dev.aceiro.workflows.alarm;

/**
 * Whether the condition an alarm watches holds. RESOLVED is evidence for recovery, it never closes
 * an incident.
 */
public enum AlarmState {
  FIRING,
  RESOLVED
}
