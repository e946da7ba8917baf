package dev.aceiro.activities.containment;

/**
 * The requests of a call that takes several. Whatever becomes of the first says what becomes of the
 * call; of a later one that is refused or not taken nobody may say that it changed nothing.
 */
public final class Requests {
  private boolean made;

  /** Makes the next one. */
  public void make(Runnable request) {
    try {
      request.run();
    } catch (ActionRefusedException | NotTakenException e) {
      if (made) {
        throw new IllegalStateException("Done in part: then " + e.getMessage(), e);
      }
      throw e;
    }
    made = true;
  }
}
