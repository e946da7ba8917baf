package dev.aceiro.workflows.incident;

import static dev.aceiro.workflows.incident.Drive.ON_CALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.containment.ActionWorkflow;
import dev.aceiro.workflows.containment.ContainmentActivities;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.containment.WorkOrder;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** However long the hands wait, their history stays short. */
class LongWaitsTest {
  private static final StepResult BUSY =
      new StepResult(
          Outcome.UNREADABLE, null, true, ContainmentActivities.ENVIRONMENT_BUSY, Params.none());

  /** An order whose incident is in no hurry to hear of it. */
  private static WorkflowExecution ordered(
      Drive drive, String incident, OrderKind kind, @Nullable Instant expires) {
    WorkOrder order =
        new WorkOrder(
            incident,
            "INC-1",
            1,
            "plooral",
            "A9",
            1,
            1,
            kind,
            "ecs.scale",
            Params.none(),
            "digest",
            expires,
            false);
    ActionWorkflow hands =
        WorkflowClient.newInstance(drive.env.getWorkflowServiceStubs())
            .newWorkflowStub(
                ActionWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(order.workflowId())
                    .setTaskQueue(IncidentWorkflow.TASK_QUEUE)
                    .build());
    return WorkflowClient.start(hands::run, order);
  }

  private static int events(Drive drive, WorkflowExecution run) {
    return Histories.history(drive.env.getWorkflowServiceStubs(), run).getEventsCount();
  }

  @Test
  void whoWaitsForItsTurnAsLongAsAnApprovalMayCountLooksAgainSeldomInTheEnd() {
    try (Drive drive = new Drive("P1")) {
      drive.world.apply =
          order -> {
            throw ApplicationFailure.newFailure("busy", ContainmentActivities.NOT_CLAIMED, BUSY);
          };
      WorkflowExecution run =
          ordered(drive, "test/INC-1", OrderKind.APPLY, drive.now().plus(Duration.ofHours(4)));
      drive.at(Duration.ofHours(5));

      assertThat(drive.world.calls).satisfies(calls -> assertThat(calls.get()).isBetween(200, 300));
      assertThat(events(drive, run)).isLessThan(4_000);
    }
  }

  @Test
  void whoseIncidentIsGoneForAWeekHasAShortHistoryToo() {
    try (Drive drive = new Drive("P1")) {
      drive.decide(ON_CALL, "false-alarm", "reason", "teste");
      WorkflowExecution run = ordered(drive, "test/gone", OrderKind.CAPTURE, null);
      drive.at(Duration.ofDays(7));

      assertThat(events(drive, run)).isBetween(1_000, 4_000);
    }
  }
}
