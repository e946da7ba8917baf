package dev.aceiro.web.engine;

import dev.aceiro.workflows.status.StatusPart;
import dev.aceiro.workflows.status.StatusPart.Kind;
import dev.aceiro.workflows.status.StatusPart.State;
import dev.aceiro.workflows.status.StatusReporter;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Engine and database on the status page. */
final class EngineReporter implements StatusReporter {

  private final EngineState engine;
  private final DatabaseMonitor database;

  EngineReporter(EngineState engine, DatabaseMonitor database) {
    this.engine = engine;
    this.database = database;
  }

  @Override
  public List<StatusPart> status() {
    EngineStatus engineNow = engine.status();
    DatabaseStatus databaseNow = database.status();
    return List.of(engine(engineNow), database(databaseNow));
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
