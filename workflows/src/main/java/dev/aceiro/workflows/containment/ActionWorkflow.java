package dev.aceiro.workflows.containment;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * The hands: executes one work order and reports to the incident. Approvals, holds and the ledger
 * are the incident's.
 */
@WorkflowInterface
public interface ActionWorkflow {
  /** Executes the order, reports, and ends. */
  @WorkflowMethod(name = "Action")
  void run(WorkOrder order);
}
