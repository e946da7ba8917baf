package dev.aceiro.web.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Something that looks now and then, on a thread of its own, for as long as the context runs. */
public abstract class Watching implements SmartLifecycle {
  private final Thread.Builder threads;
  private volatile @Nullable Thread thread;

  /**
   * @param threads makes the thread
   */
  protected Watching(Thread.Builder threads) {
    this.threads = threads;
  }

  /** Looks until {@link #watching()} is no longer so. Interrupted when it is to end. */
  protected abstract void watch() throws InterruptedException;

  /** Whether the thread that asks is to go on. */
  protected final boolean watching() {
    return thread == Thread.currentThread();
  }

  @Override
  public void start() {
    Thread started =
        threads.unstarted(
            () -> {
              try {
                watch();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread = started;
    started.start();
  }

  @Override
  public void stop() {
    stop(Duration.ZERO);
  }

  /** Ends it and waits that long at most until it has ended. */
  protected final void stop(Duration patience) {
    Thread running = thread;
    thread = null;
    if (running == null) {
      return;
    }
    running.interrupt();
    if (patience.isPositive()) {
      try {
        running.join(patience);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
