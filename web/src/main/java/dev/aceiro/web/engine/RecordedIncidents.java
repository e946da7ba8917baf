package dev.aceiro.web.engine;

import dev.aceiro.activities.store.Incidents;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The open incidents that PostgreSQL has. */
@Component
final class RecordedIncidents implements OpenIncidents {

  private final Incidents incidents;

  RecordedIncidents(Incidents incidents) {
    this.incidents = incidents;
  }

  @Override
  public List<ResumableIncident> open() {
    return incidents.open().stream().map(RecordedIncidents::resumable).toList();
  }

  @Override
  public Optional<ResumableIncident> find(String incident) {
    return incidents.find(incident).map(RecordedIncidents::resumable);
  }

  @Override
  public Optional<IncidentSnapshot> raiseGeneration(String incident, int from) {
    return incidents
        .raiseGeneration(incident, from)
        .map(beginning -> new IncidentSnapshot(beginning.state(), beginning.plan()));
  }

  private static ResumableIncident resumable(Incidents.Open open) {
    return new ResumableIncident(open.id(), open.workflowId(), open.generation(), open.started());
  }
}
