package dev.aceiro.web.engine;

import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the workers as soon as the engine answers, however late that is, and starts new ones after
 * an outage, because the old ones may by then wait up to a minute between two attempts to reach it.
 * When the process stops they finish what they have begun, for up to 30 seconds.
 */
final class WorkerLoop implements SmartLifecycle {

  /** Stops after the web server has stopped to take requests. */
  static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 8192;

  private static final Logger log = LoggerFactory.getLogger(WorkerLoop.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration WITHOUT_ENGINE = Duration.ofSeconds(3);
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** Pollers that failed for this long wait longer than a clock of an incident may be late. */
  private static final Duration SHORT_OUTAGE = Duration.ofSeconds(2);

  private final WorkflowClient client;
  private final WorkerRegistrations registrations;
  private final EngineState engine;
  private final List<WorkerFactory> retired = new ArrayList<>();
  private @Nullable WorkerFactory current;
  private final ExecutorService starter =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("worker starter").factory());
  private volatile boolean running;

  WorkerLoop(WorkflowClient client, WorkerRegistrations registrations, EngineState engine) {
    this.client = client;
    this.registrations = registrations;
    this.engine = engine;
  }

  @Override
  public void start() {
    running = true;
  }

  /**
   * The engine answers, for the first time or again.
   *
   * @param outage how long it did not
   */
  void engineIsBack(Duration outage) {
    if (running && registrations.any()) {
      starter.execute(() -> startWorkers(outage));
    }
  }

  private void startWorkers(Duration outage) {
    synchronized (this) {
      if (current != null && outage.compareTo(SHORT_OUTAGE) < 0) {
        return;
      }
    }
    while (running) {
      try {
        WorkerFactory factory = WorkerFactory.newInstance(client, registrations.factoryOptions());
        registrations.register(factory);
        factory.start();
        log.info("Workers have started");
        replace(factory);
        return;
      } catch (RuntimeException e) {
        if (!engine.status().up()) {
          // it went away again and will be announced again
          return;
        }
        log.warn("Workers do not start, trying again: {}", e.getMessage());
      }
      try {
        TimeUnit.NANOSECONDS.sleep(RETRY.toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private synchronized void replace(WorkerFactory factory) {
    retired.removeIf(WorkerFactory::isTerminated);
    if (current != null) {
      current.shutdown();
      retired.add(current);
    }
    current = factory;
    if (running) {
      engine.working(true);
    } else {
      factory.shutdown();
    }
  }

  @Override
  public void stop() {
    running = false;
    engine.working(false);
    starter.shutdownNow();
    List<WorkerFactory> factories;
    synchronized (this) {
      factories = new ArrayList<>(retired);
      if (current != null) {
        factories.add(current);
      }
    }
    factories.forEach(WorkerFactory::shutdown);
    Duration patience = engine.status().up() ? PATIENCE : WITHOUT_ENGINE;
    long until = System.nanoTime() + patience.toNanos();
    for (WorkerFactory factory : factories) {
      factory.awaitTermination(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (!factory.isTerminated()) {
        log.warn(
            "Tasks in flight did not end within {} s; they are run again", patience.toSeconds());
        factory.shutdownNow();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
