package dev.aceiro.workflows.containment;

/** Where an action stands. {@link #settled} states let an incident close. */
public enum ActionState {
  /** Its target and before-state are being read. */
  CAPTURING(false),
  /** Captured; people must approve it. */
  WAITING(false),
  /** Approved; it is being applied or its effect awaited. */
  APPLYING(false),
  /** An instruction that a person carries out and reports. */
  WITH_PERSON(false),
  /** Applied; on the ledger until undone or waived. */
  APPLIED(false),
  /**
   * The target state is there, but nobody can say that this action made it. On the ledger like an
   * applied one.
   */
  ACHIEVED_CAUSE_UNPROVEN(false),
  /** Nobody knows whether it took effect; a lead decides. */
  OUTCOME_UNKNOWN(false),
  /** Its undo is running. */
  UNDOING(false),
  /** Its undo is an instruction that a person carries out and reports. */
  UNDO_WITH_PERSON(false),
  /** The undo did not work or nobody knows; a person decides. */
  UNDO_FAILED(false),
  /** It was so already; nothing was done. */
  ALREADY(true),
  /** It did not take effect, and will not. */
  FAILED(true),
  /** Somebody said no. */
  REJECTED(true),
  /** The proposer took it back. */
  WITHDRAWN(true),
  /** Applied, and there is nothing one could undo. */
  NOTHING_TO_UNDO(true),
  /** Undone. */
  UNDONE(true),
  /** Somebody decided, with a reason, that it stays. */
  WAIVED(true);

  private final boolean settled;

  ActionState(boolean settled) {
    this.settled = settled;
  }

  /** Whether nothing more is owed for it. */
  public boolean settled() {
    return settled;
  }

  /** Whether its effect is in force, so that it can be undone or waived. */
  public boolean inForce() {
    return this == APPLIED || this == ACHIEVED_CAUSE_UNPROVEN || this == UNDO_FAILED;
  }
}
