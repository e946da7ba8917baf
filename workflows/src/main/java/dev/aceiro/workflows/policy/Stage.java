package dev.aceiro.workflows.policy;

/** Where an incident stands on its way. A relapse leads from POST_MORTEM back to CONTAIN. */
public enum Stage {
  DETECT,
  TRIAGE,
  CONTAIN,
  RECOVER,
  POST_MORTEM,
  CLOSED;

  /** Whether this stage comes after {@code other}. */
  public boolean after(Stage other) {
    return compareTo(other) > 0;
  }
}
