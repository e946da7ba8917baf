package dev.aceiro.web.incident;

import dev.aceiro.activities.store.Incidents;
import dev.aceiro.web.engine.EngineState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Begins the incidents that were reserved while the engine was away, or just before a process died.
 * Looks every few seconds; an incident that waits for nothing is not touched.
 */
@Component
class LateStarts implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(LateStarts.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** Younger ones are being started by whoever reserved them. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Incidents incidents;
  private final Openings openings;
  private final EngineState engine;
  private final InstantSource clock;
  private volatile @Nullable Thread thread;

  LateStarts(
      Incidents incidents,
      Openings openings,
      EngineState engine,
      ObjectProvider<InstantSource> clock) {
    this.incidents = incidents;
    this.openings = openings;
    this.engine = engine;
    this.clock = clock.getIfUnique(InstantSource::system);
  }

  @Override
  public void start() {
    Thread started = Thread.ofVirtual().name("late starts").unstarted(this::watch);
    thread = started;
    started.start();
  }

  private void watch() {
    try {
      while (thread == Thread.currentThread()) {
        if (engine.awaitReady(PAUSE)) {
          look();
          Thread.sleep(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      Instant before = clock.instant().minus(GRACE);
      for (Incidents.Open waiting : incidents.unstarted(before)) {
        openings.begin(waiting.id());
      }
    } catch (RuntimeException away) {
      log.debug("Nobody knows whether incidents wait to begin: {}", away.getMessage());
    }
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
