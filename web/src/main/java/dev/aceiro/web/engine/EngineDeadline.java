package dev.aceiro.web.engine;

import io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what a call to the engine may take, its retries included: a person waits for seconds, not
 * for a minute.
 */
public final class EngineDeadline {

  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("engine deadlines").factory());

  private EngineDeadline() {}

  /**
   * Calls the engine.
   *
   * @param patience after which the call fails with {@code DEADLINE_EXCEEDED}; its outcome is
   *     unknown then
   * @throws Exception what the call throws
   */
  public static <T> T within(Duration patience, Callable<T> call) throws Exception {
    Context.CancellableContext context =
        Context.current().withDeadlineAfter(patience.toNanos(), TimeUnit.NANOSECONDS, CLOCK);
    try {
      return context.call(call);
    } finally {
      context.cancel(null);
    }
  }
}
