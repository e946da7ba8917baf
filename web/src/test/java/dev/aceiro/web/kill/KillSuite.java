package dev.aceiro.web.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.kill.KillPlan.Victim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One suite of kills: an installation of its own, its fakes, responders who go on opening incidents
 * until the plan has been carried out, and the verdict.
 */
final class KillSuite implements AutoCloseable {
  private static final List<String> ALARMS =
      List.of("PlooralAPIHighErrorRate", "PlooralWorkerFailure", "AuroraCPUCritical");
  private static final int MOST_INCIDENTS = 12;
  private static final Duration LONGEST = Duration.ofMinutes(12);

  private final String name;
  private final Installation installation;
  private final boolean engineIsAProcess;
  private final List<Killer.Deed> deeds = new ArrayList<>();
  private int losesHistoriesAt;
  private int endedByItself;
  private final Instant begun = Instant.now();

  /**
   * @param name of the suite, for its figures
   * @param folder for everything it writes; new
   * @param engine the setting that chooses the engine
   */
  KillSuite(String name, Path folder, String engine) throws IOException {
    this.name = name;
    installation = new Installation(folder, List.of(engine));
    engineIsAProcess = engine.equals("--aceiro.engine=program");
  }

  /** With that kill the engine's file goes too. */
  void loseHistoriesAt(int number) {
    losesHistoriesAt = number;
  }

  void start() {
    installation.start();
  }

  /**
   * Opens incidents and kills until the plan is carried out, waits until every incident is closed.
   */
  void run(KillPlan plan) throws Exception {
    System.out.println(plan);
    Killer killer = new Killer(installation, engineIsAProcess);
    killer.loseHistoriesAt(losesHistoriesAt);
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> all = new CopyOnWriteArrayList<>();
      for (int lane = 0; lane < ALARMS.size(); lane++) {
        int number = lane;
        all.add(CompletableFuture.runAsync(() -> lane(number, plan.seed(), done), lanes));
      }
      CompletableFuture<Void> kills =
          CompletableFuture.runAsync(() -> killer.carryOut(plan), lanes)
              .whenComplete((nothing, failure) -> done.set(true));
      CompletableFuture<?> everything =
          CompletableFuture.allOf(
              java.util.stream.Stream.concat(all.stream(), java.util.stream.Stream.of(kills))
                  .toArray(CompletableFuture[]::new));
      try {
        everything.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
      } catch (TimeoutException tooLong) {
        lanes.shutdownNow();
        throw new IllegalStateException(name + " is not done after " + LONGEST, tooLong);
      }
    }
    deeds.addAll(killer.deeds());
    endedByItself = killer.endedByItself();
  }

  private void lane(int lane, long seed, AtomicBoolean done) {
    for (int turn = 0; turn < MOST_INCIDENTS && (turn == 0 || !done.get()); turn++) {
      String script = "l" + lane + "t" + turn;
      Lifecycle.Style style =
          new Lifecycle.Style(
              script,
              script,
              ALARMS.get(lane),
              (lane + turn) % 2 == 0 ? "P0" : "P1",
              Duration.ofSeconds((lane + turn) % 3 == 0 ? 7 : 0),
              Duration.ofSeconds((lane + turn) % 3 == 1 ? 20 : 0),
              (lane + turn) % 2 == 1);
      new Lifecycle(style, installation, seed + 31L * lane + turn).play();
    }
  }

  /**
   * Judges, prints the figures and keeps them.
   *
   * @param engineKeepsEverything whether the engine's histories outlived every kill
   */
  void judge(boolean engineKeepsEverything) throws IOException {
    Verdict verdict = new Verdict(installation, engineKeepsEverything);
    List<String> broken = verdict.broken();
    StringBuilder table = new StringBuilder("Kill test: " + name + "\n");
    row(table, "kills", deeds.size());
    row(
        table,
        "of which triggered",
        deeds.stream().filter(d -> d.when().startsWith("struck, ")).count());
    for (Victim victim : Victim.values()) {
      row(
          table,
          "  " + victim.name().toLowerCase(java.util.Locale.ROOT),
          deeds.stream().filter(d -> d.kill().victims().contains(victim)).count());
    }
    row(table, "starts", installation.application.starts());
    row(table, "of which by itself", endedByItself);
    row(
        table,
        "longest outage ms",
        installation.outages.all().stream()
            .mapToLong(o -> o.duration().toMillis())
            .max()
            .orElse(0));
    for (Map.Entry<String, Object> figure : verdict.figures().entrySet()) {
      row(table, figure.getKey(), figure.getValue());
    }
    row(table, "seconds", Duration.between(begun, Instant.now()).toSeconds());
    row(table, "promises broken", broken.size());
    broken.forEach(each -> table.append("  BROKEN ").append(each).append('\n'));
    System.out.println(table);
    Files.writeString(installation.folder.resolve("figures.txt"), table);
    assertThat(broken).as("promises broken, see %s", installation.folder).isEmpty();
  }

  private static void row(StringBuilder table, String what, Object figure) {
    table.append("  %-28s %s%n".formatted(what, figure));
  }

  @Override
  public void close() {
    installation.close();
  }
}
