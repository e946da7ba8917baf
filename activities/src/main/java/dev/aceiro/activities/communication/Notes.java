package dev.aceiro.activities.communication;

import dev.aceiro.activities.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of messages while the outbox was away, noted as soon as it is back. A process that
 * ends before takes them along: the messages themselves are sent.
 */
final class Notes implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Notes.class);
  private static final int MOST = 10_000;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>(MOST);
  private final Thread writer = Thread.ofVirtual().name("outbox notes").start(this::write);

  /** Notes it now if the outbox is there, otherwise later. */
  void note(Runnable noting) {
    try {
      noting.run();
    } catch (StoreUnavailableException away) {
      later(noting);
    }
  }

  /** Notes it without anybody waiting for it. */
  void later(Runnable noting) {
    if (!waiting.offer(noting)) {
      log.warn("What became of a message is not noted: too many wait for PostgreSQL");
    }
  }

  private void write() {
    try {
      while (true) {
        Runnable next = waiting.take();
        while (!written(next)) {
          TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean written(Runnable noting) {
    try {
      noting.run();
      return true;
    } catch (StoreUnavailableException away) {
      return false;
    } catch (RuntimeException never) {
      log.warn("What became of a message cannot be noted", never);
      return true;
    }
  }

  @Override
  public void close() {
    writer.interrupt();
  }
}
