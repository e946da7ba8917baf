package dev.aceiro.activities.store;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Asks PostgreSQL, but not for longer than the caller has time. */
final class InTime {
  private InTime() {}

  /**
   * What the work answers.
   *
   * @throws StoreUnavailableException if PostgreSQL cannot be reached or does not answer within the
   *     limit; what was asked may have happened all the same
   */
  static <T> T within(Duration limit, Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    // Interrupting a virtual thread closes the socket it reads from, so nothing stays behind.
    Thread thread = Thread.ofVirtual().name("aceiro-store").start(task);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      thread.interrupt();
      throw new StoreUnavailableException("PostgreSQL has not answered within " + limit, late);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted", e);
    } catch (ExecutionException e) {
      throw translated(e.getCause());
    }
  }

  /** The work's answer however long it takes, its failures translated like {@link #within}'s. */
  static <T> T translating(Supplier<T> work) {
    try {
      return work.get();
    } catch (DataAccessException | TransactionException e) {
      throw translated(e);
    }
  }

  private static RuntimeException translated(@Nullable Throwable cause) {
    if (cause instanceof StoreUnavailableException known) {
      return known;
    }
    if (cause instanceof DataAccessException || cause instanceof TransactionException) {
      return SqlStates.refusesData(cause)
          ? (RuntimeException) cause
          : new StoreUnavailableException("PostgreSQL: " + cause.getMessage(), cause);
    }
    if (cause instanceof RuntimeException e) {
      return e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return new IllegalStateException(cause);
  }
}
