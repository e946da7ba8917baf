package dev.aceiro.web.embedded;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after one program of ours and brings it back whenever it has ended, for as long as it
 * takes.
 */
final class Watch implements AutoCloseable {

  /** Starts the program again. */
  @FunctionalInterface
  interface Revival {
    /**
     * @throws Exception if that did not work; it is tried again
     */
    void run() throws Exception;
  }

  private static final Logger log = LoggerFactory.getLogger(Watch.class);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final String name;
  private final BooleanSupplier alive;
  private final Revival revival;
  private final Thread thread;

  private Watch(String name, BooleanSupplier alive, Revival revival) {
    this.name = name;
    this.alive = alive;
    this.revival = revival;
    this.thread = Thread.ofPlatform().daemon().name("watch " + name).unstarted(this::watch);
  }

  static Watch over(String name, BooleanSupplier alive, Revival revival) {
    Watch watch = new Watch(name, alive, revival);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        if (!alive.getAsBoolean()) {
          log.warn("{} has ended without being told to; starting it again", name);
          revive();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void revive() throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        revival.run();
        log.info("{} runs again", name);
        return;
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        log.warn("{} does not start, trying again: {}", name, e.getMessage());
      }
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  /** Stops watching; the program is left as it is. */
  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    if (Thread.currentThread() != thread) {
      thread.join(Duration.ofSeconds(10));
    }
  }
}
