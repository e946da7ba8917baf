package dev.aceiro.web.incident;

import dev.aceiro.activities.store.Incidents;
import dev.aceiro.web.engine.EngineState;
import dev.aceiro.web.engine.Watching;
import dev.aceiro.web.ingest.IngestSettings;
import dev.aceiro.workflows.incident.Actor;
import dev.aceiro.workflows.incident.IncidentState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Begins the incidents that were reserved while the engine was away, or just before a process died,
 * and pages for those that people declared and no engine has taken for a while, as the relay does
 * for alarms. Looks every few seconds; an incident that waits for nothing is not touched.
 */
@Component
class LateStarts extends Watching {
  private static final Logger log = LoggerFactory.getLogger(LateStarts.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** Younger ones are being started by whoever reserved them. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Incidents incidents;
  private final Openings openings;
  private final EngineState engine;
  private final FirstPage firstPage;
  private final Duration unheard;
  private final InstantSource clock;
  private final Set<String> paged = new HashSet<>();

  LateStarts(
      Incidents incidents,
      Openings openings,
      EngineState engine,
      FirstPage firstPage,
      IngestSettings settings,
      ObjectProvider<InstantSource> clock) {
    super(Thread.ofVirtual().name("late starts"));
    this.incidents = incidents;
    this.openings = openings;
    this.engine = engine;
    this.firstPage = firstPage;
    this.unheard = settings.engineGrace();
    this.clock = clock.getIfUnique(InstantSource::system);
  }

  @Override
  protected void watch() throws InterruptedException {
    while (watching()) {
      boolean ready = engine.awaitReady(PAUSE);
      look(ready);
      if (ready) {
        Thread.sleep(PAUSE);
      }
    }
  }

  /**
   * Pages for what people declared and no engine has taken in time, and begins what waits.
   *
   * @param ready whether there is an engine that takes it
   */
  void look(boolean ready) {
    try {
      Instant now = clock.instant();
      Duration least = unheard.compareTo(GRACE) < 0 ? unheard : GRACE;
      List<Incidents.Open> waiting = incidents.unstarted(now.minus(least));
      page(reservedBefore(now.minus(unheard), waiting));
      if (ready) {
        reservedBefore(now.minus(GRACE), waiting).forEach(openings::begin);
      }
    } catch (RuntimeException away) {
      log.debug("Nobody knows whether incidents wait to begin: {}", away.getMessage());
    }
  }

  private static List<String> reservedBefore(Instant instant, List<Incidents.Open> waiting) {
    return waiting.stream()
        .filter(incident -> incident.reservedAt().isBefore(instant))
        .map(Incidents.Open::id)
        .toList();
  }

  private void page(List<String> unheardOf) {
    try {
      paged.retainAll(unheardOf);
      unheardOf.stream().filter(incident -> !paged.contains(incident)).forEach(this::page);
    } catch (RuntimeException away) {
      log.debug("Nobody knows whether somebody must be told: {}", away.getMessage());
    }
  }

  private void page(String incident) {
    Optional<Incidents.Beginning> beginning = incidents.beginning(incident);
    if (beginning.isEmpty()) {
      return;
    }
    IncidentState state = beginning.get().state();
    // what an alarm opens is told by the relay, where the alarm waits
    if (state.openedBy().equals(Actor.ACEIRO.person())) {
      paged.add(incident);
    } else if (firstPage.page(state, beginning.get().plan())) {
      paged.add(incident);
      log.warn("No engine has taken {}: the on-call was told from here", incident);
    } else {
      log.error("No engine has taken {} and nobody could be told", incident);
    }
  }
}
