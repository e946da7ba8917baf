package dev.aceiro.web.engine;

import dev.aceiro.web.engine.EngineStatus.Condition;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Gives an engine back the open incidents it does not know. An installation's own engine gets them
 * by itself: at every start those that have no run, and all of them when it is another engine than
 * the record knows. For an engine that others may share an operator orders it.
 */
public final class EngineResume implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EngineResume.class);
  private static final Duration DATABASE_PAUSE = Duration.ofMillis(500);
  private static final Duration FAILURE_PAUSE = Duration.ofSeconds(5);
  private static final int AT_ONCE = 4;

  private final boolean byItself;
  private final EngineState state;
  private final EngineRecord record;
  private final OpenIncidents incidents;
  private final IncidentRuns runs;
  private final ApplicationEventPublisher events;

  /** Those resumed since the engine came that is being settled. */
  private final Set<String> resumed = ConcurrentHashMap.newKeySet();

  private @Nullable String settled;
  private @Nullable Thread settling;
  private boolean closed;

  /**
   * @param byItself whether the engine is this installation's alone
   */
  EngineResume(
      boolean byItself,
      EngineState state,
      EngineRecord record,
      OpenIncidents incidents,
      IncidentRuns runs,
      ApplicationEventPublisher events) {
    this.byItself = byItself;
    this.state = state;
    this.record = record;
    this.incidents = incidents;
    this.runs = runs;
    this.events = events;
  }

  /** What became of an order to resume. */
  public enum Outcome {
    /** A run goes on where the record ends. */
    RESUMED,
    /** The incident is closed, or unknown, or without a snapshot: there is nothing to resume. */
    NOTHING_TO_RESUME,
    /** Somebody else resumed it at the same time. */
    ALREADY_RESUMED
  }

  /**
   * What became of an order to resume them all.
   *
   * @param resumed how many go on where the record ends
   * @param failed how many could not be resumed, so that the order has to be repeated
   */
  public record Resumed(int resumed, int failed) {}

  /**
   * Resumes one incident from its snapshot, its present run terminated first: the cure for one that
   * is stuck.
   *
   * @param incident {@code INC-n}
   * @param reason who ordered it and why; the engine keeps it with the terminated run
   */
  public Outcome resume(String incident, String reason) {
    Optional<ResumableIncident> found = incidents.find(incident);
    return found.isEmpty() ? Outcome.NOTHING_TO_RESUME : resume(found.get(), reason);
  }

  /**
   * Resumes every open incident and, once none is left, records that they run on this engine: an
   * operator's order after an engine that this installation does not own alone was rebuilt or
   * restored.
   *
   * @param reason who ordered it and why; the engine keeps it with each terminated run
   * @throws IllegalStateException while the engine does not answer
   */
  public Resumed resumeAll(String reason) {
    EngineStatus engine = state.status();
    String identity = engine.identity();
    if (!engine.up() || identity == null) {
      throw new IllegalStateException("the engine does not answer");
    }
    Resumed outcome = resumeEach(incidents.open(), reason);
    if (outcome.failed() == 0) {
      record.record(identity);
      settled(identity, outcome.resumed());
    }
    return outcome;
  }

  /**
   * The engine answers under that identity: what it does not know is resumed, in the background.
   */
  synchronized void answers(String identity) {
    if (identity.equals(settled)) {
      Condition condition = state.status().condition();
      state.set(condition == Condition.UNKNOWN_ENGINE ? condition : Condition.UP, identity, null);
    } else if (settling == null && !closed) {
      state.set(Condition.RESUMING, identity, null);
      settling = Thread.ofVirtual().name("resume").start(() -> settle(identity));
    }
  }

  /** The engine does not answer any more. */
  synchronized void silent() {
    if (state.status().condition() == Condition.UNKNOWN_ENGINE) {
      settled = null;
    }
  }

  private void settle(String identity) {
    try {
      while (true) {
        try {
          if (settleOnce(identity)) {
            return;
          }
          TimeUnit.MILLISECONDS.sleep(FAILURE_PAUSE.toMillis());
        } catch (RuntimeException e) {
          log.warn("Open incidents cannot be looked after yet, trying again: {}", e.getMessage());
          TimeUnit.MILLISECONDS.sleep(DATABASE_PAUSE.toMillis());
        }
        if (!state.status().up()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        settling = null;
      }
    }
  }

  /**
   * @return whether all went well; otherwise what is left is tried again, without those that went
   *     well
   */
  private boolean settleOnce(String identity) throws InterruptedException {
    Optional<String> recorded = record.identity();
    boolean same = recorded.isPresent() && recorded.get().equals(identity);
    if (!byItself) {
      if (!same && (recorded.isEmpty() || incidents.open().isEmpty())) {
        record.record(identity);
      } else if (!same) {
        log.warn(
            "This engine is not the one the open incidents ran on ({} and not {}): if it does not know them, order their resumption",
            identity,
            recorded.get());
        unknown(identity, recorded.get());
        return true;
      }
      settled(identity, 0);
      return true;
    }
    List<ResumableIncident> lost = new ArrayList<>(incidents.open());
    // A database that goes away meanwhile must not cost those already resumed what they have taken
    // in since and could not record.
    lost.removeIf(
        incident ->
            (same || resumed.contains(incident.id())) && runs.running(incident.workflowId()));
    if (!lost.isEmpty()) {
      log.warn(
          "Resuming {} open incidents from the record: {}",
          lost.size(),
          same ? "the engine has no run of them" : "this is another engine than before");
    }
    Resumed outcome = resumeEach(lost, same ? "its run was lost" : "the engine lost its histories");
    if (!same) {
      // what failed has no run here, so the next look finds it by that
      record.record(identity);
    }
    settled(identity, outcome.resumed());
    return outcome.failed() == 0;
  }

  private void settled(String identity, int count) {
    synchronized (this) {
      resumed.clear();
      settled = identity;
      if (state.status().up()) {
        state.set(Condition.UP, identity, null);
      }
    }
    events.publishEvent(new EngineSettled(identity, count));
  }

  private synchronized void unknown(String identity, String recorded) {
    settled = identity;
    if (state.status().up()) {
      state.set(Condition.UNKNOWN_ENGINE, identity, "recorded: " + recorded);
    }
  }

  private Resumed resumeEach(List<ResumableIncident> lost, String reason) {
    int done = 0;
    int failed = 0;
    try (ExecutorService pool =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().name("resume-", 0).factory())) {
      List<Future<Outcome>> outcomes = new ArrayList<>();
      for (ResumableIncident incident : lost) {
        outcomes.add(pool.submit(() -> resume(incident, reason)));
      }
      for (int i = 0; i < lost.size(); i++) {
        try {
          if (outcomes.get(i).get() == Outcome.RESUMED) {
            done++;
          }
        } catch (ExecutionException e) {
          failed++;
          log.error("Incident {} is not resumed", lost.get(i).id(), e.getCause());
        } catch (InterruptedException e) {
          pool.shutdownNow();
          Thread.currentThread().interrupt();
          return new Resumed(done, lost.size() - done);
        }
      }
    }
    return new Resumed(done, failed);
  }

  /** The same for one that was found in the record, if it is still as it was found. */
  Outcome resume(ResumableIncident incident, String reason) {
    runs.terminate(incident.workflowId(), reason);
    Optional<IncidentSnapshot> snapshot =
        incidents.raiseGeneration(incident.id(), incident.generation());
    if (snapshot.isEmpty()) {
      return Outcome.ALREADY_RESUMED;
    }
    try {
      runs.resume(snapshot.get());
      resumed.add(incident.id());
      return Outcome.RESUMED;
    } catch (WorkflowExecutionAlreadyStarted e) {
      return Outcome.ALREADY_RESUMED;
    }
  }

  /** Stops looking after incidents. */
  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      closed = true;
      running = settling;
    }
    if (running != null) {
      running.interrupt();
      try {
        running.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
