package dev.aceiro.workflows.incident;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.History;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.internal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the fixtures of a new version: the histories of a whole P0 and the snapshots on its way,
 * and those of a P1 that turns out worse and comes back. Run by hand with a new folder; what is
 * committed is never written again.
 */
public final class Fixtures {
  private static final ObjectMapper JSON = JacksonJsonPayloadConverter.newDefaultObjectMapper();

  private Fixtures() {}

  /** The first argument is the test resources' folder, the second the version. */
  public static void main(String[] args) throws IOException {
    Path histories = Path.of(args[0], "histories", args[1]);
    Path snapshots = Path.of(args[0], "snapshots", args[1]);
    if (Files.exists(histories) || Files.exists(snapshots)) {
      throw new IllegalArgumentException(args[1] + " is written already");
    }
    Files.createDirectories(histories);
    Files.createDirectories(snapshots);
    try (Drive drive = new Drive("P0")) {
      drive.world.onSnapshot =
          state -> Fixtures.write(snapshots.resolve(state.stage() + ".json"), state);
      Lifecycle.wholeP0(drive);
      write(histories, drive, "");
    }
    try (Drive drive = new Drive("P1")) {
      Lifecycle.worseAndBack(drive);
      write(histories, drive, "relapse-");
    }
    System.exit(0);
  }

  private static void write(Path histories, Drive drive, String prefix) throws IOException {
    int number = 0;
    for (WorkflowExecution run : Histories.runs(drive.env.getWorkflowServiceStubs())) {
      History history = Histories.history(drive.env.getWorkflowServiceStubs(), run);
      boolean child = run.getWorkflowId().contains("/A");
      number++;
      Files.writeString(
          histories.resolve(prefix + (child ? "action-" : "incident-") + number + ".json"),
          new WorkflowExecutionHistory(history, run.getWorkflowId()).toJson(true));
    }
  }

  private static void write(Path file, IncidentState state) {
    try {
      Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(state));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
