package dev.aceiro.web.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.aceiro.web.engine.EngineStatus.Condition;
import dev.aceiro.workflows.incident.IncidentInput;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EngineResumeTest {

  private static final String HERE = "engine-b";

  private final InMemoryRecord record = new InMemoryRecord();
  private final List<Object> events = new CopyOnWriteArrayList<>();
  private Engine engine;
  private WorkflowClient client;
  private IncidentRuns runs;
  private EngineState state;
  private EngineResume resume;

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
    resume = resuming(true);
  }

  @AfterEach
  void stop() throws InterruptedException {
    resume.close();
    engine.close();
  }

  private EngineResume resuming(boolean byItself) {
    return new EngineResume(byItself, state, record, record, runs, events::add);
  }

  @Test
  void everyOpenIncidentIsResumedOnAnotherEngine() {
    record.runsOn("engine-a").opened("INC-1").opened("INC-2").opened("INC-3");

    resume.answers(HERE);

    await().until(() -> state.status().ready());
    assertThat(List.of("INC-1", "INC-2", "INC-3"))
        .allSatisfy(
            incident -> {
              assertThat(runs.running("test/" + incident)).isTrue();
              assertThat(generationRunning(incident)).isEqualTo(2);
            });
    assertThat(record.identity()).contains(HERE);
    await().untilAsserted(() -> assertThat(events).containsExactly(new EngineSettled(HERE, 3)));
  }

  @Test
  void aDatabaseThatGoesAwayMeanwhileCostsNoRunThatWasResumed() {
    record.runsOn("engine-a").opened("INC-1");
    record.forgetsEngines(true);

    resume.answers(HERE);

    await().until(() -> record.generation("INC-1") == 2 && runs.running("test/INC-1"));
    String first = run("INC-1");
    await().during(Duration.ofMillis(1_500)).until(() -> !state.status().ready());
    record.forgetsEngines(false);
    await().until(() -> state.status().ready());
    assertThat(run("INC-1")).isEqualTo(first);
    assertThat(record.generation("INC-1")).isEqualTo(2);
  }

  @Test
  void theRunOfAnOlderGenerationIsTerminatedFirst() {
    record.runsOn("engine-a").opened("INC-1");
    runs.resume(new IncidentSnapshot(InMemoryRecord.state("INC-1"), InMemoryRecord.plan()));
    String older = run("INC-1");

    resume.answers(HERE);

    await().until(() -> state.status().ready());
    assertThat(status("INC-1", older))
        .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED);
    assertThat(generationRunning("INC-1")).isEqualTo(2);
  }

  @Test
  void onTheSameEngineOnlyThoseWithoutARunAreResumed() {
    record.runsOn(HERE).opened("INC-1").opened("INC-2");
    runs.resume(new IncidentSnapshot(InMemoryRecord.state("INC-1"), InMemoryRecord.plan()));

    resume.answers(HERE);

    await().until(() -> state.status().ready());
    assertThat(record.generation("INC-1")).isEqualTo(1);
    assertThat(record.generation("INC-2")).isEqualTo(2);
    assertThat(runs.running("test/INC-2")).isTrue();
  }

  @Test
  void theFirstEngineIsRecorded() {
    resume.answers(HERE);

    await().until(() -> state.status().ready());
    assertThat(record.identity()).contains(HERE);
  }

  @Test
  void oneThatCannotBeResumedHoldsUpNobodyAndIsTriedAgain() {
    record.runsOn("engine-a").opened("INC-1").opened("INC-2");
    record.cannotRead("INC-1");

    resume.answers(HERE);

    await().until(() -> state.status().ready());
    assertThat(runs.running("test/INC-2")).isTrue();
    assertThat(runs.running("test/INC-1")).isFalse();
    record.cannotRead("");
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(runs.running("test/INC-1")).isTrue());
    assertThat(record.generation("INC-2")).isEqualTo(2);
  }

  @Test
  void withoutItsRecordAnEngineIsNotReady() {
    record.runsOn("engine-a").opened("INC-1");
    record.goesDown(true);

    resume.answers(HERE);

    await()
        .during(Duration.ofMillis(300))
        .until(() -> state.status().condition() == Condition.RESUMING);
    record.goesDown(false);
    await().until(() -> state.status().ready());
    assertThat(runs.running("test/INC-1")).isTrue();
  }

  @Test
  void anEngineThatOthersMayShareIsLeftToAnOperator() {
    record.runsOn("engine-a").opened("INC-1");
    EngineResume shared = resuming(false);

    shared.answers(HERE);

    await().until(() -> state.status().condition() == Condition.UNKNOWN_ENGINE);
    assertThat(runs.running("test/INC-1")).isFalse();
    assertThat(record.identity()).contains("engine-a");

    assertThat(shared.resumeAll("ordered by ana")).isEqualTo(new EngineResume.Resumed(1, 0));
    assertThat(state.status().condition()).isEqualTo(Condition.UP);
    assertThat(runs.running("test/INC-1")).isTrue();
    assertThat(record.identity()).contains(HERE);
  }

  @Test
  void anOrderThatLeavesOneBehindIsNotTakenForDone() {
    record.runsOn("engine-a").opened("INC-1").opened("INC-2");
    record.cannotRead("INC-1");
    EngineResume shared = resuming(false);
    shared.answers(HERE);
    await().until(() -> state.status().condition() == Condition.UNKNOWN_ENGINE);

    assertThat(shared.resumeAll("ordered by ana")).isEqualTo(new EngineResume.Resumed(1, 1));
    assertThat(state.status().condition()).isEqualTo(Condition.UNKNOWN_ENGINE);
    assertThat(record.identity()).contains("engine-a");

    record.cannotRead("");
    assertThat(shared.resumeAll("ordered by ana")).isEqualTo(new EngineResume.Resumed(2, 0));
    assertThat(state.status().condition()).isEqualTo(Condition.UP);
    assertThat(record.identity()).contains(HERE);
  }

  @Test
  void aStuckIncidentIsResumedOnOrder() {
    record.runsOn(HERE).opened("INC-1");
    runs.resume(new IncidentSnapshot(InMemoryRecord.state("INC-1"), InMemoryRecord.plan()));

    assertThat(resume.resume("INC-1", "ordered by ana")).isEqualTo(EngineResume.Outcome.RESUMED);
    assertThat(generationRunning("INC-1")).isEqualTo(2);
    assertThat(resume.resume("INC-9", "ordered by ana"))
        .isEqualTo(EngineResume.Outcome.NOTHING_TO_RESUME);
  }

  @Test
  void nothingIsResumedOnAnEngineThatDoesNotAnswer() {
    assertThatThrownBy(() -> resume.resumeAll("ordered by ana"))
        .isInstanceOf(IllegalStateException.class);
  }

  private int generationRunning(String incident) {
    var started = client.fetchHistory("test/" + incident).getHistory().getEvents(0);
    return DefaultDataConverter.STANDARD_INSTANCE
        .fromPayloads(
            0,
            Optional.of(started.getWorkflowExecutionStartedEventAttributes().getInput()),
            IncidentInput.class,
            IncidentInput.class)
        .state()
        .generation();
  }

  private String run(String incident) {
    return client.newUntypedWorkflowStub("test/" + incident).describe().getExecution().getRunId();
  }

  private WorkflowExecutionStatus status(String incident, String run) {
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace("default")
                .setExecution(
                    WorkflowExecution.newBuilder().setWorkflowId("test/" + incident).setRunId(run))
                .build())
        .getWorkflowExecutionInfo()
        .getStatus();
  }
}
