package dev.aceiro.workflows.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.workflows.containment.ActionReport;
import dev.aceiro.workflows.containment.ActionWorkflowImpl;
import dev.aceiro.workflows.containment.SwitchEvent;
import dev.aceiro.workflows.incident.AlarmSignal;
import dev.aceiro.workflows.incident.DecisionAnswer;
import dev.aceiro.workflows.incident.DecisionRequest;
import dev.aceiro.workflows.incident.IncidentInput;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.incident.IncidentWorkflow;
import dev.aceiro.workflows.policy.Clock;
import dev.aceiro.workflows.policy.Deadline;
import dev.aceiro.workflows.policy.Occurrence;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** An incident that is under way when a new version starts goes on under it. */
class ReplayTest {

  /** Three times, because the order of an unordered collection is another in each JVM. */
  @RepeatedTest(3)
  void committedHistoriesReplayInAFreshJvm() throws IOException, InterruptedException {
    ProcessBuilder fresh =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CommittedHistories.class.getName())
            .redirectErrorStream(true);
    // A JVM that has just begun may take more than the second that a workflow thread is given.
    fresh.environment().put("TEMPORAL_DEBUG", "true");
    Process jvm = fresh.start();
    String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output).contains("replayed " + CommittedHistories.all().size());
    assertThat(jvm.exitValue()).isZero();
  }

  @Test
  void everyRunOfAWholeIncidentIsAmongTheCommittedHistories() {
    assertThat(CommittedHistories.all()).hasSizeGreaterThanOrEqualTo(37);
  }

  @Test
  void aReplayAgainstOtherCodeFails() {
    Path history =
        CommittedHistories.all().stream()
            .filter(file -> file.getFileName().toString().startsWith("incident"))
            .findFirst()
            .orElseThrow();

    assertThatThrownBy(
            () ->
                WorkflowReplayer.replayWorkflowExecution(
                    history.toFile(), Sleepy.class, ActionWorkflowImpl.class))
        .hasMessageContaining("TMPRL1100");
  }

  /** Does something else first than what the histories say. */
  public static final class Sleepy implements IncidentWorkflow {
    @Override
    public void run(IncidentInput input) {
      Workflow.sleep(Duration.ofDays(1));
    }

    @Override
    public void alarm(AlarmSignal signal) {}

    @Override
    public void actionReported(ActionReport report) {}

    @Override
    public void occurred(List<Occurrence> others) {}

    @Override
    public void switched(SwitchEvent event) {}

    @Override
    public void upgrade() {}

    @Override
    public DecisionAnswer decide(DecisionRequest request) {
      return new DecisionAnswer(0);
    }

    @Override
    public void check(DecisionRequest request) {}

    @Override
    public IncidentState state() {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Deadline> agenda() {
      return List.of();
    }

    @Override
    public List<Clock> clocks() {
      return List.of();
    }
  }
}
