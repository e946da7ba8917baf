package dev.aceiro.workflows.incident;

/**
 * Thrown by the validator; its message is {@link Refusal#toJson()}, all that survives the way to
 * the caller.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RefusedException(Refusal refusal) {
    super(refusal.toJson());
  }
}
