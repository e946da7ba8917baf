package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.containment.ActionReport;
import dev.aceiro.workflows.containment.SwitchEvent;
import dev.aceiro.workflows.policy.Clock;
import dev.aceiro.workflows.policy.Deadline;
import dev.aceiro.workflows.policy.Occurrence;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/**
 * One incident from the first alarm to the last action item. People decide by update, machines
 * report by signal, reads are queries.
 */
@WorkflowInterface
public interface IncidentWorkflow {
  /** The task queue of the workers. */
  String TASK_QUEUE = "aceiro";

  /** The workflow id of an incident of an installation. */
  static String workflowId(String installation, String incident) {
    return installation + "/" + incident;
  }

  /** Runs until the incident is closed, continuing as new on the way. */
  @WorkflowMethod(name = "Incident")
  void run(IncidentInput input);

  /** An alarm of a key this incident owns changed its state. */
  @SignalMethod
  void alarm(AlarmSignal signal);

  /** The hands have finished a work order. */
  @SignalMethod
  void actionReported(ActionReport report);

  /** The record knows of other incidents of its scenario. */
  @SignalMethod
  void occurred(List<Occurrence> others);

  /** Somebody pulled or released the switch that stops all containment. */
  @SignalMethod
  void switched(SwitchEvent event);

  /** Continue as new at the next quiet moment, so that new code takes over. */
  @SignalMethod
  void upgrade();

  /** A person decides. */
  @UpdateMethod(description = "A responder's decision")
  DecisionAnswer decide(DecisionRequest request);

  /**
   * Refuses what cannot be decided now, before anything is written.
   *
   * @throws RefusedException with the refusal as JSON
   */
  @UpdateValidatorMethod(updateName = "decide")
  void check(DecisionRequest request);

  /** Everything decided so far. */
  @QueryMethod
  IncidentState state();

  /** What will happen by itself if nobody does anything. */
  @QueryMethod
  List<Deadline> agenda();

  /** The clocks as people see them. */
  @QueryMethod
  List<Clock> clocks();
}
