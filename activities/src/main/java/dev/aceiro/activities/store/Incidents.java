package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.Columns.utc;

import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.policy.ResponsePlan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The right to run an incident: reserved before its workflow starts, taken over by a new generation
 * when it is resumed.
 *
 * <p>Every method throws {@link StoreUnavailableException} if PostgreSQL cannot be reached.
 */
@Component
public class Incidents {
  private static final String COLUMNS = "id, workflow_id, generation, started, reserved_at";

  /**
   * What became of a reservation.
   *
   * @param incident the incident's id; an earlier one's if the same declaration was made before
   * @param fresh whether this call made it
   * @param same whether what was declared is what its incident was opened with
   */
  public record Reservation(String incident, boolean fresh, boolean same) {}

  /**
   * An incident that is not closed and has a snapshot.
   *
   * @param id {@code INC-1042}
   * @param workflowId its workflow's id
   * @param generation that may write
   * @param started whether its workflow is known to have begun
   * @param reservedAt when its row was made (UTC)
   */
  public record Open(
      String id, String workflowId, int generation, boolean started, Instant reservedAt) {}

  /**
   * What a run begins with.
   *
   * @param state as recorded last
   * @param plan the plan it is pinned to
   */
  public record Beginning(IncidentState state, ResponsePlan plan) {}

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Plans plans;
  private final IncidentWriter writer;

  /** Incidents in that database. */
  public Incidents(DataSource dataSource, Plans plans) {
    jdbc = JdbcClient.create(dataSource);
    transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.plans = plans;
    writer = new IncidentWriter(jdbc, plans);
  }

  /** A number for a new incident, {@code INC-1042}; one that is not used is lost. */
  public String nextId() {
    return InTime.translating(() -> InboxCorrelation.nextIncident(jdbc));
  }

  /**
   * Makes the row of an incident before its workflow is started, with its plan and its first state
   * as snapshot: if the process dies in between, it can be begun from here. May be repeated.
   *
   * @param state the first state; its plan hash must be the plan's
   * @param plan the plan it is pinned to
   * @param declaration what the declaring client calls it, so that repeating the declaration finds
   *     the same incident; null where the incident's id already says that
   * @throws IllegalArgumentException if the plan is too large or is not the state's
   */
  public Reservation reserve(
      IncidentState state, ResponsePlan plan, @Nullable DeclarationKey declaration) {
    return InTime.translating(
        () ->
            Objects.requireNonNull(
                transaction.execute(status -> reserved(state, plan, declaration))));
  }

  private Reservation reserved(
      IncidentState state, ResponsePlan plan, @Nullable DeclarationKey declaration) {
    if (!plans.store(plan).equals(state.planHash())) {
      throw new IllegalArgumentException("another plan than that of " + state.id());
    }
    if (writer.insert(state, declaration)) {
      writer.notify(new Change(Change.Kind.INCIDENT, state.id(), state.revision()));
      return new Reservation(state.id(), true, true);
    }
    return declared(declaration).orElseGet(() -> new Reservation(state.id(), false, true));
  }

  /** The incident that somebody declared under that key before. */
  public Optional<Reservation> findDeclared(DeclarationKey declaration) {
    return InTime.translating(() -> declared(declaration));
  }

  private Optional<Reservation> declared(@Nullable DeclarationKey declaration) {
    return declaration == null
        ? Optional.empty()
        : jdbc.sql(
                """
                select id, coalesce(declaration_body, :body) = :body
                from incident where declaration = :declaration""")
            .param("declaration", declaration.id())
            .param("body", declaration.body())
            .query((row, n) -> new Reservation(row.getString(1), false, row.getBoolean(2)))
            .optional();
  }

  /** Notes that the engine has the incident's workflow. */
  public void started(String incident) {
    InTime.translating(
        () ->
            jdbc.sql("update incident set started = true where id = :id and not started")
                .param("id", incident)
                .update());
  }

  /** Reserved before that instant (UTC) and not known to have begun. */
  public List<Open> unstarted(Instant reservedBefore) {
    return InTime.translating(
        () ->
            jdbc.sql(
                    "select "
                        + COLUMNS
                        + """
                         from incident
                        where stage <> 'CLOSED' and snapshot is not null and not started
                          and reserved_at < :before
                        order by number""")
                .param("before", utc(reservedBefore))
                .query((row, n) -> open(row))
                .list());
  }

  /** What an incident's workflow is to begin with, if it is open and the record has it. */
  public Optional<Beginning> beginning(String incident) {
    return InTime.translating(
        () ->
            jdbc.sql(
                    """
                    select snapshot, plan_hash from incident
                    where id = :id and stage <> 'CLOSED' and snapshot is not null""")
                .param("id", incident)
                .query(
                    (row, n) ->
                        new Beginning(
                            Snapshots.read(row.getString("snapshot")),
                            plan(incident, row.getString("plan_hash"))))
                .optional());
  }

  /** Those that are not closed and have a snapshot, the oldest first. */
  public List<Open> open() {
    return InTime.translating(
        () ->
            jdbc.sql(
                    "select "
                        + COLUMNS
                        + """
                         from incident where stage <> 'CLOSED' and snapshot is not null
                        order by number""")
                .query((row, n) -> open(row))
                .list());
  }

  /** One of them. */
  public Optional<Open> find(String incident) {
    return InTime.translating(
        () ->
            jdbc.sql(
                    "select "
                        + COLUMNS
                        + """
                         from incident
                        where id = :id and stage <> 'CLOSED' and snapshot is not null""")
                .param("id", incident)
                .query((row, n) -> open(row))
                .optional());
  }

  /**
   * Raises an incident's generation by one if it is still {@code from}, and reads its snapshot, in
   * one transaction. From then on records and claims of older generations are refused.
   *
   * @return the state, raised to the new generation, with its plan; empty if the incident is closed
   *     or somebody else has raised it
   * @throws IllegalStateException if the record has lost the incident's plan; nothing is raised
   */
  public Optional<Beginning> raiseGeneration(String incident, int from) {
    return InTime.translating(
        () -> Objects.requireNonNull(transaction.execute(status -> raised(incident, from))));
  }

  private Optional<Beginning> raised(String incident, int from) {
    return jdbc.sql(
            """
            update incident set generation = generation + 1
            where id = :id and generation = :from and stage <> 'CLOSED' and snapshot is not null
            returning snapshot, plan_hash, generation""")
        .param("id", incident)
        .param("from", from)
        .query(
            (row, n) ->
                new Beginning(
                    Snapshots.read(row.getString("snapshot")).raisedTo(row.getInt("generation")),
                    plan(incident, row.getString("plan_hash"))))
        .optional();
  }

  private ResponsePlan plan(String incident, String hash) {
    return plans
        .find(hash)
        .orElseThrow(
            () -> new IllegalStateException("the plan of " + incident + " is not in the record"));
  }

  private static Open open(ResultSet row) throws SQLException {
    return new Open(
        row.getString("id"),
        row.getString("workflow_id"),
        row.getInt("generation"),
        row.getBoolean("started"),
        Columns.present(row, "reserved_at"));
  }
}
