package dev.aceiro.web;

/**
 * Why Aceiro does not start, in one sentence that says what to do. The sentence is all a person
 * sees: no stack trace is printed for it.
 */
public final class StartupFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param sentence what is wrong and what to do about it
   */
  public StartupFailure(String sentence) {
    super(sentence);
  }

  /**
   * @param sentence what is wrong and what to do about it
   * @param cause kept for a debugger, never printed
   */
  public StartupFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
