package dev.aceiro.activities.store;

/** What a reader brought back is not where a page ended. */
public final class NoCursorException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  NoCursorException(String cursor) {
    super("no cursor: " + cursor);
  }
}
