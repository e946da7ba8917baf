package dev.aceiro.web.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.aceiro.web.engine.EngineStatus.Condition;
import dev.aceiro.workflows.incident.IncidentWorkflow;
import dev.aceiro.workflows.status.StatusPart;
import io.temporal.api.command.v1.Command;
import io.temporal.api.command.v1.CompleteWorkflowExecutionCommandAttributes;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.CommandType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class LostRunsTest {

  private static final String HERE = "engine-b";
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final LostRuns.Pace OFTEN =
      new LostRuns.Pace(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMinutes(10));
  private static final LostRuns.Pace ON_SUSPICION =
      new LostRuns.Pace(Duration.ofHours(1), Duration.ofMillis(50), Duration.ofMinutes(10));

  private final InMemoryRecord record = new InMemoryRecord().runsOn(HERE);
  private final DatabaseMonitor database =
      new DatabaseMonitor(new DriverManagerDataSource(), true, () -> NOW);
  private Engine engine;
  private WorkflowClient client;
  private IncidentRuns runs;
  private EngineState state;
  private EngineResume resume;
  private LostRuns lost;

  @BeforeEach
  void start() {
    engine =
        Engine.launch(new EngineChoice(EngineKind.IN_PROCESS, null), null, null, "default", false);
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(null)
                .setChannel(engine.channel().orElseThrow())
                .build());
    Namespaces.ensureSearchAttributes(
        stubs,
        "default",
        List.of("AceiroSeverity", "AceiroStage", "AceiroService", "AceiroProfile"),
        false);
    client = WorkflowClient.newInstance(stubs);
    runs = new IncidentRuns(client);
    state = new EngineState(engine, InstantSource.system());
    resume = new EngineResume(true, state, record, record, runs, event -> {});
    state.set(Condition.UP, HERE, null);
  }

  @AfterEach
  void stop() throws InterruptedException {
    lost.stop();
    resume.close();
    engine.close();
  }

  private void look(boolean byItself, LostRuns.Pace pace) {
    lost = new LostRuns(byItself, state, record, runs, resume, () -> NOW, pace);
    lost.start();
  }

  @Test
  void aRunThatWasTerminatedIsNoticedAndBeginsAgainFromTheRecord() {
    running("INC-1");
    running("INC-2");
    String second = run("INC-2");
    look(true, OFTEN);

    terminate("INC-1");

    await().until(() -> record.generation("INC-1") == 2 && runs.running("test/INC-1"));
    assertThat(run("INC-2")).isEqualTo(second);
    assertThat(record.generation("INC-2")).isEqualTo(1);
    await().untilAsserted(() -> assertThat(part().code()).isEqualTo("incidents.running"));
  }

  @Test
  void aRunThatEndedAsIfAllWereDoneBeginsAgainToo() {
    running("INC-1");
    complete();
    look(true, OFTEN);

    await().until(() -> record.generation("INC-1") == 2 && runs.running("test/INC-1"));
  }

  @Test
  void oneThatSomebodyCouldNotReachIsLookedAtAtOnce() {
    look(true, ON_SUSPICION);
    await().until(() -> lost.looked() != null);
    running("INC-1");
    terminate("INC-1");

    lost.suspect("INC-1");

    await().until(() -> record.generation("INC-1") == 2 && runs.running("test/INC-1"));
  }

  @Test
  void aRunThatDoesNotLiveIsNotBegunAgainAndAgainButShown() {
    running("INC-1");
    look(true, OFTEN);
    terminate("INC-1");
    await().until(() -> record.generation("INC-1") == 2 && runs.running("test/INC-1"));

    terminate("INC-1");

    await().untilAsserted(() -> assertThat(part().code()).isEqualTo("incidents.resuming"));
    await().during(Duration.ofMillis(300)).until(() -> record.generation("INC-1") == 2);
  }

  @Test
  void onAnEngineThatOthersMayShareItIsShownUntilAnOperatorOrdersIt() {
    running("INC-1");
    look(false, OFTEN);

    terminate("INC-1");

    await().untilAsserted(() -> assertThat(lost.lost()).containsEntry("INC-1", NOW));
    StatusPart part = part();
    assertThat(part.state()).isEqualTo(StatusPart.State.DOWN);
    assertThat(part.code()).isEqualTo("incidents.lost");
    assertThat(part.params()).containsEntry("incidents", "INC-1").containsEntry("n", "1");
    assertThat(record.generation("INC-1")).isEqualTo(1);

    assertThat(resume.resume("INC-1", "ordered by ana")).isEqualTo(EngineResume.Outcome.RESUMED);
    await().untilAsserted(() -> assertThat(part().code()).isEqualTo("incidents.running"));
  }

  @Test
  void whatWasNeverBegunIsLeftToWhoeverReservedIt() {
    record.reserved("INC-1");
    look(true, OFTEN);

    await().until(() -> lost.looked() != null);
    await().during(Duration.ofMillis(300)).until(() -> record.generation("INC-1") == 1);
    assertThat(lost.lost()).isEmpty();
  }

  @Test
  void aClosedIncidentNeedsNoRun() {
    running("INC-1");
    terminate("INC-1");
    record.closed("INC-1");
    look(true, ON_SUSPICION);

    lost.suspect("INC-1");

    await().until(() -> lost.looked() != null);
    await().during(Duration.ofMillis(300)).until(() -> lost.lost().isEmpty());
    assertThat(runs.running("test/INC-1")).isFalse();
  }

  @Test
  void nobodyIsSaidToBeLostWhileTheRecordCannotBeAsked() {
    running("INC-1");
    terminate("INC-1");
    record.goesDown(true);
    look(true, ON_SUSPICION);

    lost.suspect("INC-1");

    await().during(Duration.ofMillis(300)).until(() -> lost.lost().isEmpty());
    assertThat(lost.looked()).isNull();
  }

  private void running(String incident) {
    record.opened(incident);
    runs.resume(new IncidentSnapshot(InMemoryRecord.state(incident), InMemoryRecord.plan()));
  }

  /** Takes the first task there is and ends its workflow. */
  private void complete() {
    var stub = client.getWorkflowServiceStubs().blockingStub();
    ByteString task =
        stub.pollWorkflowTaskQueue(
                PollWorkflowTaskQueueRequest.newBuilder()
                    .setNamespace("default")
                    .setTaskQueue(TaskQueue.newBuilder().setName(IncidentWorkflow.TASK_QUEUE))
                    .build())
            .getTaskToken();
    stub.respondWorkflowTaskCompleted(
        RespondWorkflowTaskCompletedRequest.newBuilder()
            .setNamespace("default")
            .setTaskToken(task)
            .addCommands(
                Command.newBuilder()
                    .setCommandType(CommandType.COMMAND_TYPE_COMPLETE_WORKFLOW_EXECUTION)
                    .setCompleteWorkflowExecutionCommandAttributes(
                        CompleteWorkflowExecutionCommandAttributes.getDefaultInstance()))
            .build());
    assertThat(runs.running("test/INC-1")).isFalse();
  }

  private void terminate(String incident) {
    String run = run(incident);
    runs.terminate("test/" + incident, "by hand");
    assertThat(ended(incident, run)).isTrue();
  }

  private String run(String incident) {
    return client.newUntypedWorkflowStub("test/" + incident).describe().getExecution().getRunId();
  }

  private boolean ended(String incident, String run) {
    return client
            .newUntypedWorkflowStub(
                WorkflowExecution.newBuilder()
                    .setWorkflowId("test/" + incident)
                    .setRunId(run)
                    .build(),
                Optional.empty())
            .describe()
            .getStatus()
        == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED;
  }

  private StatusPart part() {
    return new EngineReporter(state, lost, database)
        .status().stream()
            .filter(part -> part.id().equals("incidents"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("nothing is said of incidents"));
  }
}
