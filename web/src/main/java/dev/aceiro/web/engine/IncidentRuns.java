package dev.aceiro.web.engine;

import dev.aceiro.workflows.incident.IncidentInput;
import dev.aceiro.workflows.incident.IncidentSearchAttributes;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.incident.IncidentWorkflow;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The runs of incidents on the engine: how they are started, whether there is one, how one is
 * ended.
 */
public final class IncidentRuns {

  /** How soon the work of a worker that was killed goes to another. */
  private static final Duration TASK_TIMEOUT = Duration.ofSeconds(5);

  private static final Duration ANSWER = Duration.ofSeconds(5);

  /** One that was paused by hand is there, and so is one between two runs. */
  private static final Set<WorkflowExecutionStatus> ENDED =
      EnumSet.of(
          WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED,
          WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_FAILED,
          WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED,
          WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED,
          WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TIMED_OUT);

  private final WorkflowClient client;

  IncidentRuns(WorkflowClient client) {
    this.client = client;
  }

  /** How every run of an incident is started, by whomever. */
  public static WorkflowOptions options(IncidentState state) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(state.workflowId())
        .setTaskQueue(IncidentWorkflow.TASK_QUEUE)
        .setWorkflowIdReusePolicy(
            WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY)
        .setWorkflowTaskTimeout(TASK_TIMEOUT)
        .setStaticSummary(state.id() + " " + state.title())
        .setTypedSearchAttributes(
            SearchAttributes.newBuilder()
                .set(IncidentSearchAttributes.SEVERITY, state.severity())
                .set(IncidentSearchAttributes.STAGE, state.stage().name())
                .set(IncidentSearchAttributes.PROFILE, state.profile())
                .build())
        .build();
  }

  /** Whether the engine has an open run of that workflow. */
  boolean running(String workflowId) {
    try {
      WorkflowExecutionStatus status =
          client
              .getWorkflowServiceStubs()
              .blockingStub()
              .withDeadlineAfter(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
              .describeWorkflowExecution(
                  DescribeWorkflowExecutionRequest.newBuilder()
                      .setNamespace(client.getOptions().getNamespace())
                      .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                      .build())
              .getWorkflowExecutionInfo()
              .getStatus();
      return !ENDED.contains(status);
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /** Ends the run there is, if there is one. */
  void terminate(String workflowId, String reason) {
    try {
      client.newUntypedWorkflowStub(workflowId).terminate(reason);
    } catch (WorkflowNotFoundException e) {
      // then nothing has to be ended
    }
  }

  /**
   * Starts a run that goes on where the snapshot ends, however the last one ended: who may is
   * decided by the snapshot's generation.
   */
  void resume(IncidentSnapshot snapshot) {
    IncidentWorkflow run =
        client.newWorkflowStub(
            IncidentWorkflow.class,
            WorkflowOptions.newBuilder(options(snapshot.state()))
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .build());
    WorkflowClient.start(run::run, IncidentInput.of(snapshot.state(), snapshot.plan()));
  }
}
