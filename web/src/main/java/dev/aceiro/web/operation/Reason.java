package dev.aceiro.web.operation;

import dev.aceiro.web.problem.Fault;
import dev.aceiro.web.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Why an operator gives an order. */
public final class Reason {
  /** In characters. The engine keeps it with a run that is ended, and takes no more. */
  public static final int LONGEST = 500;

  private Reason() {}

  /**
   * What was given, without the blanks around it.
   *
   * @throws Problem 400 where it is missing or too long
   */
  static String given(@Nullable String reason) {
    String given = reason == null ? "" : reason.strip();
    if (given.isEmpty()) {
      throw Problem.badRequest("INVALID_REQUEST").at(Fault.of("/reason", "MISSING"));
    }
    if (given.length() > LONGEST) {
      throw Problem.badRequest("INVALID_REQUEST")
          .at(Fault.of("/reason", "TOO_LONG").with("max", Integer.toString(LONGEST)));
    }
    return given;
  }
}
