package dev.aceiro.web.ingest;

import dev.aceiro.activities.store.Inbox;
import dev.aceiro.activities.store.Inbox.Unpaged;
import dev.aceiro.activities.store.Inbox.Waiting;
import dev.aceiro.web.ingest.IncidentGateway.Outcome;
import dev.aceiro.workflows.alarm.Alarm;
import dev.aceiro.workflows.alarm.AlarmCatalogue;
import dev.aceiro.workflows.alarm.CatalogueEntry;
import dev.aceiro.workflows.incident.AlarmSignal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Hands what is in the inbox to its incidents: one dispatcher for each correlation key, in the
 * order of arrival. It is woken by whoever stores an alarm; a sweep finds what a crash, another
 * replica or a failure has left. While the engine does not answer, numbers and keys are given all
 * the same, the rows wait, and after a while the on-call is told from here.
 */
public final class Relay implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Relay.class);
  private static final int SWEPT_AT_ONCE = 1000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How the work on a key stands; changed only within the map's own lock. */
  private static final class Turn {
    private boolean running = true;
    private boolean again;
    // Also read by the sweep, outside of the lock.
    private volatile int failures;
  }

  private enum Result {
    DONE,
    ELSEWHERE,
    FAILED
  }

  private final Inbox inbox;
  private final IncidentGateway gateway;
  private final EmergencyPager pager;
  private final Catalogues catalogues;
  private final IngestSettings settings;
  private final InstantSource clock;
  private final EngineContact engine;
  private final Semaphore slots;
  private final ConcurrentMap<String, Turn> turns = new ConcurrentHashMap<>();
  private volatile boolean running;
  private final ReentrantLock sweeping = new ReentrantLock();
  private volatile boolean resendDue;
  private boolean sweepFailed;
  private volatile Inbox.@Nullable Figures figures;
  private @Nullable ExecutorService dispatchers;
  private @Nullable ScheduledExecutorService timer;

  Relay(
      Inbox inbox,
      IncidentGateway gateway,
      EmergencyPager pager,
      Catalogues catalogues,
      IngestSettings settings,
      InstantSource clock) {
    this.inbox = inbox;
    this.gateway = gateway;
    this.pager = pager;
    this.catalogues = catalogues;
    this.settings = settings;
    this.clock = clock;
    this.engine = new EngineContact(settings, clock);
    this.slots = new Semaphore(settings.atOnce());
  }

  /**
   * Rows of these keys may wait. Before {@link #start} nothing happens: the first sweep finds them.
   */
  public void wake(Collection<String> keys) {
    if (running) {
      keys.forEach(this::wake);
    }
  }

  /**
   * The engine knows every recorded incident again. What it was told before and no recorded state
   * lists is sent again; an incident that knows it already ignores it.
   */
  public void engineSettled() {
    resendDue = true;
    ScheduledExecutorService sweeper = timer;
    if (sweeper != null && running) {
      try {
        sweeper.execute(this::sweep);
      } catch (RejectedExecutionException stopping) {
        log.debug("stopping");
      }
    }
  }

  /** Since when no engine has taken what was handed to it (UTC); null while it does. */
  public @Nullable Instant engineDownSince() {
    return engine.downSince();
  }

  /** How the inbox stood at the last sweep; null if it could not be asked. */
  public Inbox.@Nullable Figures figures() {
    return figures;
  }

  @Override
  public void start() {
    dispatchers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("relay-", 0).factory());
    ScheduledExecutorService sweeper =
        // One for the sweep, which may be busy paging, one for what is tried again.
        Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("relay-timer-", 0).daemon().factory());
    timer = sweeper;
    running = true;
    sweeper.scheduleWithFixedDelay(
        this::sweep, 0, settings.sweep().toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    running = false;
    ScheduledExecutorService sweeper = timer;
    ExecutorService working = dispatchers;
    if (sweeper == null || working == null) {
      return;
    }
    sweeper.shutdownNow();
    working.shutdown();
    try {
      if (!working.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        working.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      working.shutdownNow();
      Thread.currentThread().interrupt();
    }
    turns.clear();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void wake(String key) {
    turns.compute(
        key,
        (k, turn) -> {
          if (turn == null) {
            return submit(k) ? new Turn() : null;
          }
          turn.again = true;
          return turn;
        });
  }

  private boolean submit(String key) {
    ExecutorService working = dispatchers;
    if (working == null) {
      return false;
    }
    try {
      working.execute(() -> work(key));
      return true;
    } catch (RejectedExecutionException stopping) {
      return false;
    }
  }

  private void work(String key) {
    Result result;
    try {
      slots.acquire();
      try {
        result = drain(key);
      } finally {
        slots.release();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      result = Result.ELSEWHERE;
    } catch (DataAccessException | TransactionException database) {
      log.warn("alarms of {} wait for the database: {}", key, database.getMessage());
      result = Result.FAILED;
    } catch (RuntimeException unexpected) {
      log.error("alarms of {} could not be dispatched, they wait", key, unexpected);
      result = Result.FAILED;
    }
    leave(key, result);
  }

  private void leave(String key, Result result) {
    turns.computeIfPresent(
        key,
        (k, turn) -> {
          if (result == Result.FAILED) {
            turn.running = false;
            retry(k, EngineContact.wait(settings, turn.failures));
            turn.failures = turn.failures + 1;
            return turn;
          }
          return turn.again && result == Result.DONE && submit(k) ? new Turn() : null;
        });
  }

  private void retry(String key, Duration wait) {
    ScheduledExecutorService sweeper = timer;
    if (sweeper == null || !running) {
      return;
    }
    try {
      sweeper.schedule(() -> resume(key), wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      log.debug("stopping");
    }
  }

  private void resume(String key) {
    turns.computeIfPresent(
        key,
        (k, turn) -> {
          if (turn.running) {
            return turn;
          }
          turn.running = true;
          turn.again = false;
          return submit(k) ? turn : null;
        });
  }

  private Result drain(String key) {
    if (!inbox.take(key)) {
      return Result.ELSEWHERE;
    }
    try {
      while (running) {
        Optional<Waiting> next = inbox.next(key);
        if (next.isEmpty()) {
          return Result.DONE;
        }
        if (!dispatch(next.get())) {
          return Result.FAILED;
        }
      }
      return Result.DONE;
    } finally {
      inbox.giveBack(key);
    }
  }

  /** Whether the row has been dealt with; if not it is tried again later. */
  private boolean dispatch(Waiting waiting) {
    return switch (inbox.correlate(waiting, rules(waiting))) {
      case Inbox.Done done -> {
        log.info("alarm {} of {}: {}", waiting.id(), waiting.key(), done.reason());
        yield true;
      }
      case Inbox.Open open -> open(waiting, open);
      case Inbox.Signal signal -> signal(waiting, signal);
    };
  }

  private boolean open(Waiting waiting, Inbox.Open open) {
    boolean taken =
        reach(
            () ->
                gateway.open(
                    new IncidentGateway.Start(
                        open.incident(), waiting.profile(), open.follows(), waiting.signal())));
    if (taken) {
      inbox.dispatched(waiting, open.incident());
      log.info("alarm {} of {} opens {}", waiting.id(), waiting.key(), open.incident());
    }
    return taken;
  }

  private boolean signal(Waiting waiting, Inbox.Signal decided) {
    String incident = decided.incident();
    AlarmSignal told =
        new AlarmSignal(waiting.alarm(), waiting.id(), waiting.sequence(), decided.flapping());
    Outcome[] outcome = new Outcome[1];
    if (!reach(() -> outcome[0] = gateway.signal(incident, told))) {
      return false;
    }
    if (outcome[0] == Outcome.DELIVERED) {
      inbox.dispatched(waiting, incident);
      log.info("alarm {} of {} goes to {}", waiting.id(), waiting.key(), incident);
      return true;
    }
    // An incident that still owns its key will be back: its engine lost it, or it is between two
    // runs.
    boolean owned = inbox.owner(waiting.key()).filter(incident::equals).isPresent();
    if (owned) {
      log.warn("alarm {} waits: the engine does not know {}", waiting.id(), incident);
    }
    return !owned;
  }

  private boolean reach(Runnable call) {
    if (!engine.mayTry()) {
      return false;
    }
    try {
      call.run();
    } catch (EngineUnavailableException unavailable) {
      if (engine.failed()) {
        log.warn("alarms wait for the engine: {}", unavailable.getMessage());
      }
      return false;
    }
    if (engine.succeeded()) {
      log.info("the engine takes alarms again");
    }
    return true;
  }

  private Inbox.Rules rules(Waiting waiting) {
    Alarm alarm = waiting.alarm();
    AlarmCatalogue catalogue = catalogues.of(waiting.profile());
    CatalogueEntry entry = catalogue.entry(alarm.name());
    return new Inbox.Rules(
        catalogue.serviceOf(alarm),
        entry == null ? null : entry.start(),
        catalogue.storm(),
        catalogue.maintenanceOf(alarm, alarm.receivedAt()),
        catalogue.flappingOf(alarm));
  }

  private void sweep() {
    sweeping.lock();
    try {
      if (resendDue) {
        resendDue = false;
        resend();
      }
      inbox.releaseHeld(clock.instant());
      inbox.waitingKeys(SWEPT_AT_ONCE).forEach(this::wake);
      tellOnCall();
      figures = inbox.figures();
      sweepFailed = false;
    } catch (RuntimeException unreachable) {
      figures = null;
      if (!sweepFailed) {
        log.warn("the inbox cannot be swept now: {}", unreachable.getMessage());
      }
      sweepFailed = true;
    } finally {
      sweeping.unlock();
    }
  }

  private void resend() {
    try {
      int rows = inbox.sendAgain();
      if (rows > 0) {
        log.info("{} alarms that no recorded state lists are sent again", rows);
      }
    } catch (RuntimeException unreachable) {
      resendDue = true;
      throw unreachable;
    }
  }

  private void tellOnCall() {
    if (turns.values().stream().noneMatch(turn -> turn.failures > 0)) {
      return;
    }
    for (Unpaged unpaged : inbox.unpaged(clock.instant().minus(settings.engineGrace()))) {
      Turn turn = turns.get(unpaged.key());
      if (turn == null || turn.failures == 0) {
        continue;
      }
      try {
        pager.page(unpaged.profile(), unpaged.incident(), unpaged.alarm());
        inbox.paged(unpaged);
        log.warn("no engine has taken {}: the on-call was told from here", unpaged.incident());
      } catch (RuntimeException untold) {
        log.error("no engine has taken {} and nobody could be told", unpaged.incident(), untold);
      }
    }
  }
}
