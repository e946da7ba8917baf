package dev.aceiro.workflows.containment;

/** How a work order ended. */
public enum Outcome {
  /** The before-state is captured. */
  CAPTURED,
  /** The target could not be read yet; the order stands and is tried again. */
  UNREADABLE,
  /** It is so already. */
  ALREADY,
  /** The service or a rule refused; final, explained by the detail. */
  REFUSED,
  /** People stopped it before the call: nothing was done, and it may be ordered again. */
  STOPPED,
  /** Took effect, attributable to this call. */
  APPLIED,
  /** The target state is there, but nothing proves that this call made it. */
  ACHIEVED_CAUSE_UNPROVEN,
  /** The order is an instruction for a person. */
  WITH_PERSON,
  /** The call did not take effect. */
  FAILED,
  /** Nobody knows. */
  UNKNOWN,
  /** It came too late, or the world moved: capture again. */
  STALE,
  /** The undo took effect. */
  UNDONE
}
