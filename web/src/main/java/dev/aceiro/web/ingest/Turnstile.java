package dev.aceiro.web.ingest;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.dao.QueryTimeoutException;

/**
 * Lets only so many alarms to the database at a time: those of one key wait for each other, and a
 * noisy source must not hold the connections that record, pages and decisions need.
 */
final class Turnstile {
  private final Semaphore free;
  private final Duration patience;

  Turnstile(int atATime, Duration patience) {
    this.free = new Semaphore(atATime, true);
    this.patience = patience;
  }

  /**
   * What the work answers, once it is its turn.
   *
   * @throws QueryTimeoutException if its turn did not come in time; nothing was done then
   */
  <T> T pass(Supplier<T> work) {
    try {
      if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new QueryTimeoutException("too many alarms at once for " + patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueryTimeoutException("interrupted", e);
    }
    try {
      return work.get();
    } finally {
      free.release();
    }
  }
}
