package dev.aceiro.web.ingest;

import dev.aceiro.workflows.incident.AlarmSignal;
import org.jspecify.annotations.Nullable;

/**
 * The way from the dispatcher to the engine. Both calls may be repeated with the same arguments
 * after a crash or an unknown outcome, and answer within 5 s.
 */
public interface IncidentGateway {

  /** What became of a signal. */
  enum Outcome {
    /** The incident has it. */
    DELIVERED,
    /** The engine knows no running incident of that id. */
    NOT_FOUND
  }

  /**
   * How an alarm opens an incident.
   *
   * @param incident the id that was allocated for it, {@code INC-1042}
   * @param profile whose policy applies
   * @param follows the last incident of the same key, if there was one
   * @param signal the alarm
   */
  record Start(String incident, String profile, @Nullable String follows, AlarmSignal signal) {}

  /**
   * Starts the incident, unless that was done before, and hands it the alarm.
   *
   * @throws EngineUnavailableException if it is to be tried again
   */
  void open(Start start);

  /**
   * Hands an alarm to an incident that was started before.
   *
   * @throws EngineUnavailableException if it is to be tried again
   */
  Outcome signal(String incident, AlarmSignal signal);
}
