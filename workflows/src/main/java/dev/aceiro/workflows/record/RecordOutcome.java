package dev.aceiro.workflows.record;

/** What became of a batch. */
public enum RecordOutcome {
  /** It is in PostgreSQL, or was already. */
  RECORDED,
  /** A newer generation of this incident exists: the run that sent it must end. */
  SUPERSEDED,
  /**
   * PostgreSQL cannot store it as it is (SQLSTATE 22, 23): quarantined and shown, the incident goes
   * on.
   */
  QUARANTINED
}
