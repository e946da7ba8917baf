package dev.aceiro.web.engine;

import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.incident.Opening;
import dev.aceiro.workflows.policy.Clocks;
import dev.aceiro.workflows.policy.ContainmentRules;
import dev.aceiro.workflows.policy.Observation;
import dev.aceiro.workflows.policy.PostmortemRules;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A record that keeps what {@link EngineResume} asks for, and fails when told to. */
public final class InMemoryRecord implements EngineRecord, OpenIncidents {

  private final TreeMap<String, ResumableIncident> open = new TreeMap<>();
  private String identity;
  private boolean down;
  private boolean readOnly;
  private String broken = "";

  synchronized InMemoryRecord opened(String incident) {
    open.put(incident, new ResumableIncident(incident, "test/" + incident, 1, true));
    return this;
  }

  synchronized InMemoryRecord reserved(String incident) {
    open.put(incident, new ResumableIncident(incident, "test/" + incident, 1, false));
    return this;
  }

  synchronized void closed(String incident) {
    open.remove(incident);
  }

  synchronized InMemoryRecord runsOn(String engine) {
    identity = engine;
    return this;
  }

  synchronized void goesDown(boolean now) {
    down = now;
  }

  synchronized void forgetsEngines(boolean now) {
    readOnly = now;
  }

  synchronized void cannotRead(String incident) {
    broken = incident;
  }

  synchronized int generation(String incident) {
    return open.get(incident).generation();
  }

  @Override
  public synchronized Optional<String> identity() {
    check();
    return Optional.ofNullable(identity);
  }

  @Override
  public synchronized void record(String engine) {
    check();
    if (readOnly) {
      throw new IllegalStateException("the database went away");
    }
    identity = engine;
  }

  @Override
  public synchronized List<ResumableIncident> open() {
    check();
    return new ArrayList<>(open.values());
  }

  @Override
  public synchronized Optional<ResumableIncident> find(String incident) {
    check();
    return Optional.ofNullable(open.get(incident));
  }

  @Override
  public synchronized Optional<IncidentSnapshot> raiseGeneration(String incident, int from) {
    check();
    if (incident.equals(broken)) {
      throw new IllegalStateException("snapshot cannot be read");
    }
    ResumableIncident known = open.get(incident);
    if (known == null || known.generation() != from) {
      return Optional.empty();
    }
    open.put(incident, new ResumableIncident(incident, known.workflowId(), from + 1, true));
    return Optional.of(new IncidentSnapshot(state(incident).raisedTo(from + 1), plan()));
  }

  private void check() {
    if (down) {
      throw new IllegalStateException("the database does not answer");
    }
  }

  public static IncidentState state(String incident) {
    return IncidentState.open(
        new Opening(
            incident,
            "test/" + incident,
            "hash",
            false,
            "API errors",
            "P1",
            null,
            null,
            List.of(),
            Instant.parse("2026-11-20T10:00:00Z"),
            Instant.parse("2026-11-20T10:00:00Z"),
            "aceiro",
            null),
        "plooral");
  }

  public static ResponsePlan plan() {
    return new ResponsePlan(
        "plooral",
        "Plooral",
        "America/Sao_Paulo",
        "pt-BR",
        "v1",
        List.of(
            new Severity(
                "P1",
                "",
                "",
                new Clocks(null, null, null, null, null, null, null, null, null, null),
                List.of(),
                List.of(),
                List.of(),
                null,
                false,
                null,
                new TreeMap<>())),
        "P1",
        "on-call",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new TreeMap<>(),
        List.of(),
        Duration.ofMinutes(30),
        new Observation(Duration.ofHours(24), Duration.ofHours(48), null),
        PostmortemRules.afterResolution(
            List.of(),
            List.of(),
            Duration.ofHours(24),
            Duration.ofHours(24),
            Duration.ofHours(48),
            Duration.ofDays(14),
            List.of()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        1,
        List.of(),
        List.of(),
        List.of(),
        ContainmentRules.NONE);
  }
}
