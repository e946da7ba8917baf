package dev.aceiro.workflows.policy;

import java.time.Instant;

/**
 * What became of an action, as far as rules ask.
 *
 * @param action the action's type, such as {@code railway.rollback}
 * @param result what became of it
 * @param at when that was known (UTC)
 */
public record ActionOutcome(String action, Result result, Instant at) {

  /** What rules can ask for. */
  public enum Result {
    APPLIED,
    FAILED,
    UNKNOWN
  }
}
