package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.Columns.clean;
import static dev.aceiro.activities.store.Columns.json;
import static dev.aceiro.activities.store.Columns.utc;

import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.incident.IncidentState;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger as the latest state has it, within the caller's transaction. */
final class LedgerWriter {
  private static final String UPSERT =
      """
      insert into ledger_entry (incident, action, position, type, parameters, reason, state, settled,
          in_force, proposed_by, proposed_at, applied_at, digest, target, risk, undoable,
          captures, attempts, undos, code, params, held)
      values (:incident, :action, :position, :type, :parameters::jsonb, :reason, :state, :settled,
          :inForce, :proposedBy, :proposedAt, :appliedAt, :digest, :target, :risk, :undoable,
          :captures, :attempts, :undos, :code, :params::jsonb, :held)
      on conflict (incident, action) do update set
          position = excluded.position, state = excluded.state, settled = excluded.settled,
          in_force = excluded.in_force, applied_at = excluded.applied_at, digest = excluded.digest,
          target = excluded.target, risk = excluded.risk, undoable = excluded.undoable,
          captures = excluded.captures, attempts = excluded.attempts, undos = excluded.undos,
          code = excluded.code, params = excluded.params, held = excluded.held\
      """;

  private final JdbcClient jdbc;

  LedgerWriter(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void project(IncidentState state) {
    List<Action> actions = state.actions();
    for (int position = 0; position < actions.size(); position++) {
      Action action = actions.get(position);
      upsert(state.id(), position, action, state.held().get(action.id()));
    }
  }

  private void upsert(String incident, int position, Action action, @Nullable String held) {
    Capture capture = action.capture();
    jdbc.sql(UPSERT)
        .param("incident", incident)
        .param("action", action.id())
        .param("position", position)
        .param("type", clean(action.type()))
        .param("parameters", json(clean(action.parameters())))
        .param("reason", clean(action.reason()))
        .param("state", action.state().name())
        .param("settled", action.state().settled())
        .param("inForce", action.state().inForce())
        .param("proposedBy", clean(action.proposedBy()))
        .param("proposedAt", utc(action.proposedAt()))
        .param("appliedAt", utc(action.appliedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("digest", capture == null ? null : capture.digest(), Types.VARCHAR)
        .param("target", capture == null ? null : clean(capture.target()), Types.VARCHAR)
        .param("risk", capture == null ? null : capture.risk().name(), Types.VARCHAR)
        .param("undoable", undoable(capture), Types.BOOLEAN)
        .param("captures", action.captures())
        .param("attempts", action.attempts())
        .param("undos", action.undos())
        .param("code", clean(action.code()))
        .param("params", json(clean(action.params())))
        .param("held", held, Types.VARCHAR)
        .update();
  }

  private static @Nullable Boolean undoable(@Nullable Capture capture) {
    return capture == null ? null : Boolean.valueOf(capture.undoable());
  }
}
