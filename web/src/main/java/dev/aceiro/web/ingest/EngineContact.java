package dev.aceiro.web.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Whether the engine takes alarms, so that a thousand keys do not each wait for an engine that is
 * down.
 */
final class EngineContact {

  private final IngestSettings settings;
  private final InstantSource clock;
  private int failures;
  // Of the machine's own clock: a wait must not depend on what time it is.
  private long notBefore = System.nanoTime();
  private @Nullable Instant downSince;

  EngineContact(IngestSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether it is worth trying. */
  synchronized boolean mayTry() {
    return System.nanoTime() - notBefore >= 0;
  }

  /**
   * It answered.
   *
   * @return whether it had not before
   */
  synchronized boolean succeeded() {
    boolean back = failures > 0;
    failures = 0;
    notBefore = System.nanoTime();
    downSince = null;
    return back;
  }

  /**
   * It did not answer.
   *
   * @return whether it had before
   */
  synchronized boolean failed() {
    notBefore = System.nanoTime() + wait(settings, failures).toNanos();
    failures++;
    if (downSince == null) {
      downSince = clock.instant();
      return true;
    }
    return false;
  }

  /** Since when it has not answered (UTC); null while it does. */
  synchronized @Nullable Instant downSince() {
    return downSince;
  }

  /** How long to wait after that many failures. */
  static Duration wait(IngestSettings settings, int failures) {
    Duration wait = settings.retryFirst().multipliedBy(1L << Math.min(failures, 16));
    return wait.compareTo(settings.retryAtMost()) < 0 ? wait : settings.retryAtMost();
  }
}
