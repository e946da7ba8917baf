package dev.aceiro.web.incident;

import dev.aceiro.activities.store.Incidents;
import dev.aceiro.web.engine.EngineDeadline;
import dev.aceiro.web.engine.EngineState;
import dev.aceiro.web.engine.LostRuns;
import dev.aceiro.web.ingest.EngineUnavailableException;
import dev.aceiro.web.ingest.IncidentGateway;
import dev.aceiro.web.security.InstallationProperties;
import dev.aceiro.workflows.incident.AlarmSignal;
import dev.aceiro.workflows.incident.IncidentWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Hands alarms to incidents, the one that opens an incident together with its start. */
@Component
class AlarmGateway implements IncidentGateway {
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final WorkflowClient client;
  private final Openings openings;
  private final Incidents incidents;
  private final IncidentStarts starts;
  private final EngineState engine;
  private final LostRuns runs;
  private final String installation;

  AlarmGateway(
      WorkflowClient client,
      Openings openings,
      Incidents incidents,
      IncidentStarts starts,
      EngineState engine,
      LostRuns runs,
      InstallationProperties installation) {
    this.client = client;
    this.openings = openings;
    this.incidents = incidents;
    this.starts = starts;
    this.engine = engine;
    this.runs = runs;
    this.installation = installation.installation();
  }

  @Override
  public void open(Start start) {
    checkReady();
    try {
      Openings.Beginning beginning =
          openings.reserve(
              start.incident(), start.profile(), start.signal().alarm(), start.follows());
      starts.startWith(start.signal(), beginning.state(), beginning.plan());
      incidents.started(start.incident());
    } catch (Exception away) {
      throw unavailable(away);
    }
  }

  @Override
  public Outcome signal(String incident, AlarmSignal signal) {
    checkReady();
    try {
      return EngineDeadline.within(
          PATIENCE,
          () -> {
            client
                .newWorkflowStub(
                    IncidentWorkflow.class, IncidentWorkflow.workflowId(installation, incident))
                .alarm(signal);
            return Outcome.DELIVERED;
          });
    } catch (WorkflowNotFoundException unknown) {
      runs.suspect(incident);
      return Outcome.NOT_FOUND;
    } catch (Exception away) {
      throw unavailable(away);
    }
  }

  /**
   * An engine that is being given back its incidents would begin anew one that it does not know
   * yet.
   */
  private void checkReady() {
    if (!engine.status().ready()) {
      throw unavailable(new IllegalStateException("the engine is " + engine.status().condition()));
    }
  }

  private static EngineUnavailableException unavailable(Exception away) {
    if (away instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return new EngineUnavailableException(String.valueOf(away.getMessage()), away);
  }
}
