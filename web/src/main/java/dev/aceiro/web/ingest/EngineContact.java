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
  private Instant notBefore = Instant.MIN;
  private @Nullable Instant downSince;

  EngineContact(IngestSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether it is worth trying. */
  synchronized boolean mayTry() {
    return !clock.instant().isBefore(notBefore);
  }

  /**
   * It answered.
   *
   * @return whether it had not before
   */
  synchronized boolean succeeded() {
    boolean back = failures > 0;
    failures = 0;
    notBefore = Instant.MIN;
    downSince = null;
    return back;
  }

  /**
   * It did not answer.
   *
   * @return whether it had before
   */
  synchronized boolean failed() {
    Instant now = clock.instant();
    notBefore = now.plus(wait(settings, failures));
    failures++;
    if (downSince == null) {
      downSince = now;
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
