package dev.aceiro.web.ingest;

/**
 * The engine did not take an alarm: it cannot be reached, or did not answer in time. It is tried
 * again.
 */
public final class EngineUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public EngineUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
