package dev.aceiro.web.api;

import dev.aceiro.web.problem.Fault;
import dev.aceiro.web.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says with an order.
 *
 * @param reason why; kept with what the order does
 */
record OperatorsReason(@Nullable String reason) {
  /** The engine keeps it with a run that is ended, and takes no more. */
  private static final int LONGEST = 500;

  /**
   * The reason.
   *
   * @throws Problem 400 where it is missing or too long
   */
  String given() {
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
