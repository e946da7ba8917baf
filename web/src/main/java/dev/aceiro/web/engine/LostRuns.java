package dev.aceiro.web.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds open incidents whose run is gone although the engine answers: terminated by hand, ended by
 * the engine, or unknown to it. It looks at all of them now and then, and at once at one that
 * somebody could not reach. An installation's own engine gets them back by itself; for another one
 * they are shown until an operator orders it.
 */
public final class LostRuns extends Watching {

  private static final Logger log = LoggerFactory.getLogger(LostRuns.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final String REASON = "its run was lost";

  /** More who ask at once are found by the next look at all. */
  private static final int MOST_SUSPECTS = 1_000;

  /**
   * How it looks.
   *
   * @param between two looks at all open incidents
   * @param confirm how long an incident must be without a run: between two runs it is for an
   *     instant
   * @param again how long one that was resumed is left alone, so that a run that cannot live does
   *     not begin again and again
   */
  record Pace(Duration between, Duration confirm, Duration again) {}

  private final boolean byItself;
  private final EngineState engine;
  private final OpenIncidents incidents;
  private final IncidentRuns runs;
  private final EngineResume resume;
  private final InstantSource clock;
  private final Pace pace;
  private final BlockingQueue<String> suspects = new LinkedBlockingQueue<>(MOST_SUSPECTS);
  private final Set<String> suspected = ConcurrentHashMap.newKeySet();
  private final SortedMap<String, Instant> lost = new ConcurrentSkipListMap<>();
  private final Map<String, Long> resumed = new TreeMap<>();
  private volatile @Nullable Instant looked;

  /**
   * @param byItself whether what is lost is resumed without an order
   */
  LostRuns(
      boolean byItself,
      EngineState engine,
      OpenIncidents incidents,
      IncidentRuns runs,
      EngineResume resume,
      InstantSource clock,
      Pace pace) {
    super(Thread.ofVirtual().name("lost runs"));
    this.byItself = byItself;
    this.engine = engine;
    this.incidents = incidents;
    this.runs = runs;
    this.resume = resume;
    this.clock = clock;
    this.pace = pace;
  }

  /**
   * The engine knew no run of that incident. Whether it is open and should have one is found out
   * here; returns at once.
   *
   * @param incident {@code INC-n}
   */
  public void suspect(String incident) {
    if (isRunning() && suspected.add(incident) && !suspects.offer(incident)) {
      suspected.remove(incident);
    }
  }

  /** Open incidents that have no run, and since when that is known (UTC). */
  public SortedMap<String, Instant> lost() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(lost));
  }

  /** When all open incidents were last looked at (UTC); null before that. */
  @Nullable Instant looked() {
    return looked;
  }

  /** Whether what is lost is resumed without an order. */
  boolean byItself() {
    return byItself;
  }

  @Override
  protected void watch() throws InterruptedException {
    long next = System.nanoTime();
    while (watching()) {
      if (!engine.awaitReady(PAUSE)) {
        continue;
      }
      String suspect = suspects.poll(Math.max(0, next - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (suspect != null) {
        lookAt(suspect);
      } else {
        next = System.nanoTime() + (lookAtAll() ? pace.between() : PAUSE).toNanos();
      }
    }
  }

  private void lookAt(String first) throws InterruptedException {
    Set<String> named = new LinkedHashSet<>();
    named.add(first);
    suspects.drainTo(named);
    try {
      List<ResumableIncident> open = new ArrayList<>();
      named.forEach(incident -> incidents.find(incident).ifPresent(open::add));
      named.forEach(lost::remove);
      settle(withoutRun(open));
    } catch (RuntimeException away) {
      log.debug("Nobody knows whether {} have runs: {}", named, away.getMessage());
    } finally {
      suspected.removeAll(named);
    }
  }

  /**
   * @return whether that could be done
   */
  private boolean lookAtAll() throws InterruptedException {
    try {
      List<ResumableIncident> without = withoutRun(incidents.open());
      lost.keySet().retainAll(without.stream().map(ResumableIncident::id).toList());
      settle(without);
      looked = clock.instant();
      return true;
    } catch (RuntimeException away) {
      log.debug("Nobody knows whether every open incident has a run: {}", away.getMessage());
      return false;
    }
  }

  /** Those that had none twice, and that nobody resumed or closed in between. */
  private List<ResumableIncident> withoutRun(List<ResumableIncident> open)
      throws InterruptedException {
    List<ResumableIncident> without =
        // what has not begun is begun by whoever reserved it
        open.stream()
            .filter(incident -> incident.started() && !runs.running(incident.workflowId()))
            .toList();
    if (without.isEmpty()) {
      return without;
    }
    TimeUnit.NANOSECONDS.sleep(pace.confirm().toNanos());
    return without.stream()
        .filter(
            incident ->
                incidents.find(incident.id()).filter(incident::equals).isPresent()
                    && !runs.running(incident.workflowId()))
        .toList();
  }

  private void settle(List<ResumableIncident> without) {
    for (ResumableIncident incident : without) {
      if (lost.putIfAbsent(incident.id(), clock.instant()) == null) {
        log.error(
            "{} is open and the engine has no run of it: {}",
            incident.id(),
            byItself ? "it is resumed from the record" : "order its resumption");
      }
      if (byItself && engine.status().ready() && mayResume(incident.id())) {
        resume(incident);
      }
    }
  }

  private boolean mayResume(String incident) {
    Long before = resumed.get(incident);
    return before == null || System.nanoTime() - before >= pace.again().toNanos();
  }

  private void resume(ResumableIncident incident) {
    try {
      EngineResume.Outcome outcome = resume.resume(incident, REASON);
      resumed.put(incident.id(), System.nanoTime());
      lost.remove(incident.id());
      log.warn("{}: {}", incident.id(), outcome);
    } catch (RuntimeException notNow) {
      log.error("Incident {} is not resumed", incident.id(), notNow);
    }
  }
}
