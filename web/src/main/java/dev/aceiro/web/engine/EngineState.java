package dev.aceiro.web.engine;

import dev.aceiro.web.engine.EngineStatus.Condition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the engine is now; for the status page, and for whoever must wait until it is ready. */
public final class EngineState {

  private final InstantSource clock;
  private EngineStatus status;
  private boolean working;

  EngineState(Engine engine, InstantSource clock) {
    this.clock = clock;
    this.status =
        new EngineStatus(
            engine.kind(),
            engine.target(),
            engine.namespace(),
            null,
            Condition.STARTING,
            clock.instant(),
            null,
            engine.uiUrl().orElse(null));
  }

  /** How it is now. */
  public synchronized EngineStatus status() {
    return status;
  }

  /**
   * Waits until it answers and knows every open incident. Before that, an incident that is not
   * found there is not lost: it is being resumed, so dispatchers wait here and decisions are
   * answered 503.
   *
   * @return whether it does, false when the patience is over
   */
  public synchronized boolean awaitReady(Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (!status.ready()) {
      long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** Whether this process has workers that ask the engine for work. */
  public synchronized boolean working() {
    return working;
  }

  synchronized void working(boolean now) {
    working = now;
  }

  /** What was found out about it. The instant of a change is noted, repetitions are not. */
  synchronized void set(Condition condition, @Nullable String identity, @Nullable String detail) {
    boolean same = status.condition() == condition && Objects.equals(status.identity(), identity);
    status =
        new EngineStatus(
            status.kind(),
            status.target(),
            status.namespace(),
            identity,
            condition,
            same ? status.since() : clock.instant(),
            detail,
            status.uiUrl());
    notifyAll();
  }
}
