package dev.aceiro.workflows.alarm;

import java.time.Duration;

/**
 * When many different alarms of one service are one incident: once so many of its keys have opened
 * incidents within the window, further keys join the newest of them.
 *
 * @param keys correlation keys that still get an incident each, 1 or more
 * @param window the time within which they must have opened
 */
public record StormRule(int keys, Duration window) {

  /** Refuses rules that could never hold. */
  public StormRule {
    if (keys < 1) {
      throw new IllegalArgumentException("a storm rule needs 1 key or more, not " + keys);
    }
    if (!window.isPositive()) {
      throw new IllegalArgumentException("a storm rule needs a window longer than zero");
    }
  }
}
