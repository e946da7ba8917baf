package dev.aceiro.web.engine;

import java.util.List;
import java.util.Optional;

/** For a process that was built without a record: nothing is open, nothing is resumed. */
final class NothingRecorded implements EngineRecord, OpenIncidents {

  @Override
  public Optional<String> identity() {
    return Optional.empty();
  }

  @Override
  public void record(String identity) {}

  @Override
  public List<ResumableIncident> open() {
    return List.of();
  }

  @Override
  public Optional<ResumableIncident> find(String incident) {
    return Optional.empty();
  }

  @Override
  public Optional<IncidentSnapshot> raiseGeneration(String incident, int from) {
    return Optional.empty();
  }
}
