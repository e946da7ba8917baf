package dev.aceiro.workflows.alarm;

import java.time.Duration;

/**
 * How often an alarm must fire before it starts an incident.
 *
 * @param count firings that are needed, 2 or more
 * @param window the time within which they must be received
 */
public record StartRule(int count, Duration window) {

  /** Refuses rules that could never hold or that say nothing. */
  public StartRule {
    if (count < 2) {
      throw new IllegalArgumentException("a start rule needs a count of 2 or more, not " + count);
    }
    if (!window.isPositive()) {
      throw new IllegalArgumentException("a start rule needs a window longer than zero");
    }
  }
}
