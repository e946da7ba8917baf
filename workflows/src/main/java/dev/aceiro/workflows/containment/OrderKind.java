package dev.aceiro.workflows.containment;

/** What the hands are told to do. */
public enum OrderKind {
  CAPTURE,
  APPLY,
  UNDO
}
