package dev.aceiro.web.kill;

import dev.aceiro.web.kill.KillPlan.Kill;
import dev.aceiro.web.kill.KillPlan.Victim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/** Carries a plan out, one kill after the other, and brings back what it killed. */
final class Killer {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(120);

  /** What became of a kill. */
  record Deed(Kill kill, String when, Instant at) {}

  private final AppProcess application;
  private final EngineVictim engine;
  private final boolean engineIsAProcess;
  private final PostgresVictim postgres;
  private final Tripwire tripwire;
  private final Outages outages;
  private final Clock clock;
  private final List<Deed> deeds = new CopyOnWriteArrayList<>();
  private int losesHistoriesAt;
  private int endedByItself;
  private volatile Instant struckAt = Instant.EPOCH;
  private final Set<Long> killed = ConcurrentHashMap.newKeySet();

  Killer(Installation installation, boolean engineIsAProcess) {
    this.application = installation.application;
    this.engine = installation.engine;
    this.engineIsAProcess = engineIsAProcess;
    this.postgres = installation.postgres;
    this.tripwire = installation.tripwire;
    this.outages = installation.outages;
    this.clock = installation.clock;
  }

  /** How often the application ended because what it needs was dead. */
  int endedByItself() {
    return endedByItself;
  }

  /** With that kill the engine's file goes too, between two starts of the application. */
  void loseHistoriesAt(int number) {
    losesHistoriesAt = number;
  }

  List<Deed> deeds() {
    return List.copyOf(deeds);
  }

  /** Carries out the whole plan; returns when everything is ready again. */
  void carryOut(KillPlan plan) {
    List<String> down = new ArrayList<>();
    Instant downSince = null;
    for (Kill kill : plan.kills()) {
      if (downSince != null && !kill.early()) {
        awaitReady();
        outages.add(String.join(", ", down), downSince, clock.instant());
        down.clear();
        downSince = null;
      }
      Pause.of(kill.delay());
      String when = waitAndStrike(kill);
      deeds.add(new Deed(kill, when, struckAt));
      System.out.printf("  %s  %s: %s%n", struckAt, kill, when);
      downSince = downSince == null ? struckAt : downSince;
      down.add(kill.names());
      boolean lose = kill.number() == losesHistoriesAt;
      if (lose) {
        loseHistories();
      }
      if (lose || kill.victims().contains(Victim.APPLICATION)) {
        Pause.of(kill.downFor());
        application.start();
      }
    }
    awaitReady();
    if (downSince != null) {
      outages.add(String.join(", ", down), downSince, clock.instant());
    }
  }

  private void loseHistories() {
    application.kill();
    engine.process().map(ProcessHandle::pid).ifPresent(killed::add);
    engine.kill();
    try {
      engine.loseHistories();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.out.println("  the engine's histories are deleted");
  }

  private String waitAndStrike(Kill kill) {
    Moment moment = kill.moment();
    if (moment == null) {
      strike(kill);
      return "struck";
    }
    return switch (moment) {
      case FLUSH_RECEIVED -> latch("timeline_entry", kill);
      case INBOX_COMMITTED -> latch("incident_key", kill);
      default -> trip(moment, kill);
    };
  }

  private String trip(Moment moment, Kill kill) {
    CompletableFuture<String> sprung = tripwire.arm(moment, () -> strike(kill));
    try {
      return "struck, " + sprung.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException nobodyCame) {
      tripwire.disarm();
      if (sprung.isDone()) {
        return "struck, " + sprung.getNow("");
      }
      strike(kill);
      return "struck at random, nobody came";
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private String latch(String table, Kill kill) {
    Instant giveUp = clock.instant().plus(PATIENCE);
    while (clock.instant().isBefore(giveUp)) {
      try {
        Duration left = Duration.between(clock.instant(), giveUp);
        if (new TableLatch(postgres, table).await(left, () -> strike(kill))) {
          return "struck, a write to " + table + " waited";
        }
      } catch (SQLException notYet) {
        // A PostgreSQL that was killed just before is still reading its log.
        Pause.of(Duration.ofMillis(100));
      }
    }
    strike(kill);
    return "struck at random, nobody came";
  }

  private void strike(Kill kill) {
    long enginePid = pid(engine.process());
    long postgresPid = pid(postgres.process());
    struckAt = clock.instant();
    for (Victim victim : kill.victims()) {
      switch (victim) {
        case APPLICATION -> application.kill();
        case ENGINE -> engine.kill();
        case POSTGRES -> postgres.kill();
      }
    }
    if (kill.victims().contains(Victim.ENGINE)) {
      killed.add(enginePid);
    }
    if (kill.victims().contains(Victim.POSTGRES)) {
      killed.add(postgresPid);
    }
  }

  private void awaitReady() {
    Awaitility.await("everything that was killed is back")
        .atMost(LONGEST_OUTAGE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              if (!application.alive()) {
                // It could not start without what was killed; whoever looks after it tries again.
                endedByItself++;
                application.start();
              }
              return (!engineIsAProcess || back(engine.process()))
                  && back(postgres.process())
                  && application.ready();
            });
  }

  private boolean back(Optional<ProcessHandle> process) {
    return process.isPresent() && !killed.contains(process.get().pid());
  }

  private static long pid(Optional<ProcessHandle> process) {
    return process.map(ProcessHandle::pid).orElse(0L);
  }
}
