package dev.aceiro.workflows.incident;

/** What a resolved incident waits for before it closes. */
public enum OpenReason {
  /** The time of observation is not over. */
  OBSERVATION,
  /** The review of a post-mortem that is owed. */
  REVIEW,
  /** An action item is open. */
  ITEMS,
  /** An entry of the ledger is neither undone nor waived. */
  LEDGER,
  /** A target differs, and no entry of the ledger explains it. */
  DIFFERENCES,
  /** The targets have not been read since the last change. */
  SURVEY
}
