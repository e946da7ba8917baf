package dev.aceiro.workflows.recovery;

/** How a check stands. */
public enum CheckState {
  OPEN,
  RUNNING,
  PASSED,
  FAILED,
  /** A person decided, with a reason, that it need not pass. */
  OVERRIDDEN;

  /** Whether recovery may be declared as far as this check goes. */
  public boolean clears() {
    return this == PASSED || this == OVERRIDDEN;
  }
}
