package dev.aceiro.web.engine;

import dev.aceiro.workflows.status.StatusPart;
import dev.aceiro.workflows.status.StatusPart.Kind;
import dev.aceiro.workflows.status.StatusPart.State;
import dev.aceiro.workflows.status.StatusReporter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Engine, runs of incidents and database on the status page. */
final class EngineReporter implements StatusReporter {

  private static final int NAMED = 10;

  private final EngineState engine;
  private final LostRuns runs;
  private final DatabaseMonitor database;

  EngineReporter(EngineState engine, LostRuns runs, DatabaseMonitor database) {
    this.engine = engine;
    this.runs = runs;
    this.database = database;
  }

  @Override
  public List<StatusPart> status() {
    EngineStatus engineNow = engine.status();
    DatabaseStatus databaseNow = database.status();
    List<StatusPart> parts = new ArrayList<>();
    parts.add(engine(engineNow));
    // while the engine is away nobody knows, and that it is away is said already
    if (engineNow.ready()) {
      runs().ifPresent(parts::add);
    }
    parts.add(database(databaseNow));
    return parts;
  }

  private Optional<StatusPart> runs() {
    SortedMap<String, Instant> lost = runs.lost();
    Instant looked = runs.looked();
    SortedMap<String, String> params = new TreeMap<>();
    if (!lost.isEmpty()) {
      params.put("n", Integer.toString(lost.size()));
      params.put(
          "incidents",
          lost.keySet().stream().limit(NAMED).collect(Collectors.joining(", "))
              + (lost.size() > NAMED ? ", …" : ""));
      return Optional.of(
          new StatusPart(
              "incidents",
              Kind.INCIDENTS,
              State.DOWN,
              Collections.min(lost.values()),
              runs.byItself() ? "incidents.resuming" : "incidents.lost",
              params));
    }
    if (looked == null) {
      return Optional.empty();
    }
    params.put("looked", looked.toString());
    return Optional.of(
        new StatusPart("incidents", Kind.INCIDENTS, State.UP, null, "incidents.running", params));
  }

  private static StatusPart engine(EngineStatus now) {
    State state =
        switch (now.condition()) {
          case UP -> now.durable() ? State.UP : State.DEGRADED;
          case RESUMING, UNKNOWN_ENGINE -> State.DEGRADED;
          case STARTING, DOWN -> State.DOWN;
        };
    SortedMap<String, String> params = new TreeMap<>();
    params.put("kind", kebab(now.kind()));
    params.put("durable", Boolean.toString(now.durable()));
    params.put("namespace", now.namespace());
    params.put("target", now.target());
    if (now.uiUrl() != null) {
      params.put("ui", now.uiUrl().toString());
    }
    String code =
        switch (now.condition()) {
          case UP -> "engine." + kebab(now.kind());
          default -> "engine." + kebab(now.condition());
        };
    return new StatusPart("engine", Kind.ENGINE, state, now.since(), code, params);
  }

  private static StatusPart database(DatabaseStatus now) {
    String code = now.up() ? (now.embedded() ? "embedded" : "configured") : "down";
    return new StatusPart(
        "database",
        Kind.DATABASE,
        now.up() ? State.UP : State.DOWN,
        now.since(),
        "database." + code,
        new TreeMap<>());
  }

  private static String kebab(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
