package dev.aceiro.activities.containment;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the engine that an activity is alive while it waits for others. Closed when the activity
 * ends.
 */
final class Heart implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Heart.class);
  private static final Duration BEAT = Duration.ofSeconds(2);

  private final ActivityExecutionContext activity;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile String progress = "";
  private volatile @Nullable ActivityCompletionException stopped;

  Heart(ActivityExecutionContext activity) {
    this.activity = activity;
    Thread.ofVirtual().name("aceiro-heart").start(this::beat);
  }

  /** How far it has come, as the engine shows it. */
  void says(String now) {
    progress = now;
  }

  /**
   * Waits for that time.
   *
   * @throws ActivityCompletionException if the activity is to end: cancelled, out of time, or its
   *     worker shuts down
   */
  void rest(Duration time) {
    if (stopped != null) {
      throw stopped;
    }
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    if (stopped != null) {
      throw stopped;
    }
  }

  private void beat() {
    try {
      while (!closed.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
        beatOnce();
      }
    } catch (ActivityCompletionException e) {
      stopped = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beatOnce() {
    try {
      activity.heartbeat(progress);
    } catch (ActivityCompletionException e) {
      throw e;
    } catch (RuntimeException unheard) {
      log.debug("A heartbeat is not heard", unheard);
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
