package dev.aceiro.workflows.alarm;

import java.time.Duration;

/**
 * When an alarm that comes and goes is no longer believed to be over: once it has changed its state
 * more often than that, it counts as firing until it has been quiet.
 *
 * @param changes changes of state that are still told one by one, 2 or more
 * @param within the time within which they must be received
 * @param quietFor how long it must not change before its last state counts again
 */
public record FlappingRule(int changes, Duration within, Duration quietFor) {

  /** Refuses rules that could never hold or that say nothing. */
  public FlappingRule {
    if (changes < 2) {
      throw new IllegalArgumentException("a flapping rule needs 2 changes or more, not " + changes);
    }
    if (!within.isPositive() || !quietFor.isPositive()) {
      throw new IllegalArgumentException("a flapping rule needs times longer than zero");
    }
  }
}
