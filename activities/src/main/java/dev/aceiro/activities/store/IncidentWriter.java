package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.Columns.clean;
import static dev.aceiro.activities.store.Columns.cleanOrNull;
import static dev.aceiro.activities.store.Columns.utc;

import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.policy.Agenda;
import dev.aceiro.workflows.policy.Clock;
import dev.aceiro.workflows.policy.Stage;
import dev.aceiro.workflows.record.RecordBatch;
import java.sql.Types;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The row of an incident, within the caller's transaction. */
final class IncidentWriter {
  private static final Logger log = LoggerFactory.getLogger(IncidentWriter.class);

  /** What people see of a state; its texts cleaned, as the snapshot has the original. */
  private static final String VIEW =
      """
      title = :title, stage = :stage, severity = :severity, worst_severity = :worst,
      scenario = :scenario, environment = :environment, services = :services, flags = :flags,
      drill = :drill, false_alarm = :falseAlarm, opened_by = :openedBy,
      acknowledged_by = :acknowledgedBy, follows = :follows,
      received_at = :receivedAt, started_at = :startedAt, acknowledged_at = :acknowledgedAt,
      contained_at = :containedAt, resolved_at = :resolvedAt, closed_at = :closedAt,
      next_clock = :nextClock, next_clock_due_at = :nextClockDueAt,
      snapshot = :snapshot, snapshot_schema = :schema, revision = :revision\
      """;

  private final JdbcClient jdbc;
  private final Plans plans;

  IncidentWriter(JdbcClient jdbc, Plans plans) {
    this.jdbc = jdbc;
    this.plans = plans;
  }

  /**
   * What the record has of an incident.
   *
   * @param generation that may write
   * @param snapshotGeneration that wrote the snapshot
   * @param revision of the snapshot
   * @param recorded whether a run has recorded anything
   */
  record Recorded(int generation, int snapshotGeneration, long revision, boolean recorded) {
    boolean olderThan(int nextGeneration, long nextRevision) {
      return !recorded
          || nextGeneration > snapshotGeneration
          || (nextGeneration == snapshotGeneration && nextRevision > revision);
    }
  }

  /** Locks the incident's row until the transaction ends; makes it if it is not there. */
  Recorded lock(RecordBatch batch) {
    Optional<Recorded> found = locked(batch.incident());
    if (found.isPresent()) {
      return found.get();
    }
    IncidentState state = batch.state();
    if (state == null) {
      insertNameOnly(batch);
    } else {
      insert(state, null);
    }
    return locked(batch.incident()).orElseThrow();
  }

  private Optional<Recorded> locked(String incident) {
    return jdbc.sql(
            """
            select generation, snapshot_generation, revision, recorded_at is not null
            from incident where id = :id for update""")
        .param("id", incident)
        .query(
            (row, n) ->
                new Recorded(row.getInt(1), row.getInt(2), row.getLong(3), row.getBoolean(4)))
        .optional();
  }

  /**
   * A row for an incident that begins, with its state as snapshot.
   *
   * @return whether there was none
   */
  boolean insert(IncidentState state, @Nullable DeclarationKey declaration) {
    int inserted =
        jdbc.sql(
                """
                insert into incident (id, workflow_id, profile, plan_hash, generation, declaration,
                    declaration_body, title, stage, severity, worst_severity, drill, opened_by, received_at, started_at)
                values (:id, :workflow, :profile, :plan, :generation, :declaration,
                    :declared, :title, :stage, :severity, :severity, :drill, :openedBy, :receivedAt, :startedAt)
                on conflict do nothing""")
            .param("id", state.id())
            .param("workflow", state.workflowId())
            .param("profile", state.profile())
            .param("plan", state.planHash())
            .param("generation", state.generation())
            .param("declaration", declaration == null ? null : declaration.id(), Types.VARCHAR)
            .param("declared", declaration == null ? null : declaration.body(), Types.VARCHAR)
            .param("title", clean(state.title()))
            .param("stage", state.stage().name())
            .param("severity", clean(state.severity()))
            .param("drill", state.drill())
            .param("openedBy", clean(state.openedBy()))
            .param("receivedAt", utc(state.receivedAt()))
            .param("startedAt", utc(state.startedAt()))
            .update();
    if (inserted > 0) {
      view(state, "");
    }
    return inserted > 0;
  }

  /** Entries that come before any state: a row that shows nothing yet. */
  private void insertNameOnly(RecordBatch batch) {
    jdbc.sql(
            """
            insert into incident (id, workflow_id, profile, plan_hash, generation, title, stage,
                severity, worst_severity, drill, opened_by, received_at, started_at)
            values (:id, :workflow, '', '', :generation, :id, :stage, '', '', false, '', now(), now())
            on conflict do nothing""")
        .param("id", batch.incident())
        .param("workflow", batch.workflowId())
        .param("generation", batch.generation())
        .param("stage", Stage.DETECT.name())
        .update();
  }

  /** The latest state: what is seen, and what a resumed run begins with. */
  void update(int generation, IncidentState state) {
    view(
        state,
        """
        , generation = greatest(generation, :generation), snapshot_generation = :generation,
        profile = :profile, plan_hash = :plan, last_sequence = :lastSequence,
        started = true, recorded_at = now()\
        """,
        generation);
  }

  /** Something came that leaves the snapshot as it is. */
  void touch(RecordBatch batch) {
    jdbc.sql(
            """
            update incident
            set generation = greatest(generation, :generation), started = true, recorded_at = now()
            where id = :id""")
        .param("generation", batch.generation())
        .param("id", batch.incident())
        .update();
  }

  /** Tells whoever listens, once the transaction is committed. */
  void notify(Change change) {
    notify(jdbc, change);
  }

  static void notify(JdbcClient jdbc, Change change) {
    jdbc.sql("select pg_notify(:channel, :payload)")
        .param("channel", Change.CHANNEL)
        .param("payload", change.payload())
        .query((row, n) -> true)
        .list();
  }

  private void view(IncidentState state, String more, Object... generation) {
    Clock next = nextClock(state);
    JdbcClient.StatementSpec statement =
        jdbc.sql("update incident set " + VIEW + more + " where id = :id")
            .param("title", clean(state.title()))
            .param("stage", state.stage().name())
            .param("severity", clean(state.severity()))
            .param("worst", clean(state.worstSeverity()))
            .param("scenario", cleanOrNull(state.scenario()), Types.VARCHAR)
            .param("environment", cleanOrNull(state.environment()), Types.VARCHAR)
            .param("services", array(state.services()))
            .param("flags", array(state.flags().keySet()))
            .param("drill", state.drill())
            .param("falseAlarm", state.falseAlarm())
            .param("openedBy", clean(state.openedBy()))
            .param("acknowledgedBy", cleanOrNull(state.acknowledgedBy()), Types.VARCHAR)
            .param("follows", cleanOrNull(state.follows()), Types.VARCHAR)
            .param("receivedAt", utc(state.receivedAt()))
            .param("startedAt", utc(state.startedAt()))
            .param("acknowledgedAt", utc(state.acknowledgedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
            .param("containedAt", utc(state.containedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
            .param("resolvedAt", utc(state.resolvedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
            .param("closedAt", utc(state.closedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
            .param("nextClock", next == null ? null : next.id(), Types.VARCHAR)
            .param(
                "nextClockDueAt",
                next == null ? null : utc(next.due()),
                Types.TIMESTAMP_WITH_TIMEZONE)
            .param("snapshot", Snapshots.write(state))
            .param("schema", state.schemaVersion())
            .param("revision", state.revision())
            .param("id", state.id());
    if (generation.length > 0) {
      statement =
          statement
              .param("generation", generation[0])
              .param("profile", state.profile())
              .param("plan", state.planHash())
              .param("lastSequence", state.nextSequence() - 1);
    }
    statement.update();
  }

  private static String[] array(Collection<String> texts) {
    return texts.stream().map(Columns::clean).toArray(String[]::new);
  }

  /** The unmet clock that is due first. A plan that cannot be read must not stop the record. */
  private @Nullable Clock nextClock(IncidentState state) {
    if (state.stage() == Stage.CLOSED) {
      return null;
    }
    try {
      return plans
          .find(state.planHash())
          .flatMap(
              plan ->
                  Agenda.clocks(plan, state.facts()).stream()
                      .filter(clock -> clock.metAt() == null)
                      .min(Comparator.comparing(Clock::due)))
          .orElse(null);
    } catch (IllegalArgumentException | IllegalStateException e) {
      log.warn("The clocks of {} cannot be told from its plan: {}", state.id(), e.getMessage());
      return null;
    }
  }
}
