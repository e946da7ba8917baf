package dev.aceiro.web.incident;

import dev.aceiro.web.engine.EngineDeadline;
import dev.aceiro.web.engine.IncidentRuns;
import dev.aceiro.workflows.incident.AlarmSignal;
import dev.aceiro.workflows.incident.IncidentInput;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.incident.IncidentWorkflow;
import dev.aceiro.workflows.policy.ResponsePlan;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Has the engine run an incident that is in the record. Harmless where it does already. */
@Component
class IncidentStarts {
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final WorkflowClient client;

  IncidentStarts(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Starts it.
   *
   * @throws Exception if the engine does not take it; then nobody knows
   */
  void start(IncidentState state, ResponsePlan plan) throws Exception {
    try {
      EngineDeadline.within(
          PATIENCE, () -> WorkflowClient.start(stub(state)::run, IncidentInput.of(state, plan)));
    } catch (WorkflowExecutionAlreadyStarted running) {
      // then somebody was quicker
    }
  }

  /**
   * Starts it with its first alarm, or tells the alarm to the run there is.
   *
   * @throws Exception if the engine does not take it; then nobody knows
   */
  void startWith(AlarmSignal alarm, IncidentState state, ResponsePlan plan) throws Exception {
    IncidentWorkflow incident = stub(state);
    BatchRequest request = client.newSignalWithStartRequest();
    request.add(incident::run, IncidentInput.of(state, plan));
    request.add(incident::alarm, alarm);
    try {
      EngineDeadline.within(PATIENCE, () -> client.signalWithStart(request));
    } catch (WorkflowExecutionAlreadyStarted closed) {
      // it was opened by this alarm before, and is closed already
    }
  }

  private IncidentWorkflow stub(IncidentState state) {
    return client.newWorkflowStub(IncidentWorkflow.class, IncidentRuns.options(state));
  }
}
