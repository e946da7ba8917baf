package dev.aceiro.workflows.incident;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.ListClosedWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListOpenWorkflowExecutionsRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.ArrayList;
import java.util.List;

/** The histories an engine has written: every run of every incident and of its children. */
final class Histories {
  private static final String NAMESPACE = "default";

  private Histories() {}

  static List<WorkflowExecution> runs(WorkflowServiceStubs stubs) {
    List<WorkflowExecution> runs = new ArrayList<>();
    stubs
        .blockingStub()
        .listClosedWorkflowExecutions(
            ListClosedWorkflowExecutionsRequest.newBuilder().setNamespace(NAMESPACE).build())
        .getExecutionsList()
        .stream()
        .map(WorkflowExecutionInfo::getExecution)
        .forEach(runs::add);
    stubs
        .blockingStub()
        .listOpenWorkflowExecutions(
            ListOpenWorkflowExecutionsRequest.newBuilder().setNamespace(NAMESPACE).build())
        .getExecutionsList()
        .stream()
        .map(WorkflowExecutionInfo::getExecution)
        .forEach(runs::add);
    return runs;
  }

  static History history(WorkflowServiceStubs stubs, WorkflowExecution run) {
    return stubs
        .blockingStub()
        .getWorkflowExecutionHistory(
            GetWorkflowExecutionHistoryRequest.newBuilder()
                .setNamespace(NAMESPACE)
                .setExecution(run)
                .build())
        .getHistory();
  }

  static int events(WorkflowServiceStubs stubs) {
    return runs(stubs).stream().mapToInt(run -> history(stubs, run).getEventsCount()).sum();
  }

  static int bytes(WorkflowServiceStubs stubs) {
    return runs(stubs).stream()
        .flatMap(run -> history(stubs, run).getEventsList().stream())
        .mapToInt(HistoryEvent::getSerializedSize)
        .sum();
  }
}
