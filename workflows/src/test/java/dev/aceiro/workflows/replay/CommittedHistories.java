package dev.aceiro.workflows.replay;

import dev.aceiro.workflows.containment.ActionWorkflowImpl;
import dev.aceiro.workflows.incident.IncidentWorkflowImpl;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowHistoryLoader;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The histories under {@code histories/}: once committed, neither changed nor removed. */
public final class CommittedHistories {
  private CommittedHistories() {}

  static List<Path> all() {
    try (Stream<Path> files = Files.walk(folder())) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path folder() {
    try {
      return Path.of(
          Objects.requireNonNull(CommittedHistories.class.getResource("/histories")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Replays every history against the present code; the entry of a fresh JVM. */
  public static void main(String[] args) throws Exception {
    try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance()) {
      // A busy machine is no deadlock.
      Worker worker =
          environment.newWorker(
              "replay",
              WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(30_000).build());
      worker.registerWorkflowImplementationTypes(
          IncidentWorkflowImpl.class, ActionWorkflowImpl.class);
      for (Path history : all()) {
        WorkflowReplayer.replayWorkflowExecution(
            WorkflowHistoryLoader.readHistory(history.toFile()), worker);
      }
    }
    System.out.println("replayed " + all().size());
  }
}
