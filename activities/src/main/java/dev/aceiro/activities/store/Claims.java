package dev.aceiro.activities.store;

import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.containment.WorkOrder;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
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
 * The right to make one call to the world, given at most once (design 6). A call is only allowed
 * once its intent is in the record, so that whoever resumes the incident knows of it.
 */
@Component
public class Claims {
  /** How long a claim waits for the record to have the order it is for. */
  private static final Duration RECORDING = Duration.ofSeconds(3);

  /** The answer to a claim. */
  public enum Answer {
    /** The call is the caller's to make, now and once. */
    CLAIMED,
    /** Somebody has made it, or was about to: its effect must be read. */
    ALREADY_CLAIMED,
    /** A newer generation of the incident exists. */
    SUPERSEDED,
    /** The kill switch is pulled. */
    KILLED,
    /** A hold keeps the action back, or the policy that approved it no longer would. */
    HELD,
    /** The approval does not count any more. */
    EXPIRED,
    /** Too many calls lately. */
    LIMITED,
    /** As many as may be at once are under way in the environment: it is not its turn yet. */
    BUSY
  }

  /**
   * How many applications there may be within a time, undos and drills not counted.
   *
   * @param perIncident at most for one incident
   * @param perProfile at most for one profile
   * @param window the time, ending now
   */
  public record Limits(int perIncident, int perProfile, Duration window) {
    /** As many as people approve. */
    public static final Limits NONE =
        new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ofHours(1));
  }

  /**
   * A claim that was made.
   *
   * @param type of the action
   * @param generation of the run that made it
   * @param claimedAt when (UTC); the call came after it
   * @param outcome what became of the call, if that is known
   * @param code why
   * @param outcomeAt since when it is known (UTC)
   */
  public record Claim(
      String incident,
      String action,
      String type,
      OrderKind kind,
      int attempt,
      int call,
      int generation,
      Instant claimedAt,
      @Nullable Outcome outcome,
      @Nullable String code,
      @Nullable Instant outcomeAt) {}

  private static final String COLUMNS =
      """
      select incident, action, c.type, c.kind, c.attempt, c.call, c.generation, c.claimed_at,
          c.outcome, c.outcome_code, c.outcome_at
      from claim c\
      """;

  private static final String THIS =
      """
      \nwhere incident = :incident and action = :action and kind = :kind and attempt = :attempt
        and call = :call\
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Changes changes;

  /** Claims in that database. */
  public Claims(DataSource dataSource, Changes changes) {
    jdbc = JdbcClient.create(dataSource);
    transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.changes = changes;
  }

  /**
   * Asks for the right to make the order's call. Checks and claim are one transaction.
   *
   * @throws StoreUnavailableException if PostgreSQL cannot be reached, or the record does not have
   *     the order yet: no call may be made
   */
  public Answer claim(WorkOrder order, Limits limits) {
    long giveUp = System.nanoTime() + RECORDING.toNanos();
    try (Changes.Waiter recorded = changes.waiter(order.incident())) {
      while (true) {
        Optional<Answer> answer =
            InTime.translating(
                () -> Objects.requireNonNull(transaction.execute(status -> tried(order, limits))));
        if (answer.isPresent()) {
          return answer.get();
        }
        long left = giveUp - System.nanoTime();
        if (left <= 0) {
          throw new StoreUnavailableException(
              "the record does not have the order " + order.workflowId() + " yet");
        }
        recorded.await(Duration.ofNanos(left));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted", e);
    }
  }

  /** Empty while the record does not have the order. */
  private Optional<Answer> tried(WorkOrder order, Limits limits) {
    Integer generation =
        jdbc.sql("select generation from incident where id = :id for share")
            .param("id", order.incident())
            .query(Integer.class)
            .optional()
            .orElse(null);
    if (generation == null) {
      return Optional.empty();
    }
    if (exists(order)) {
      return Optional.of(Answer.ALREADY_CLAIMED);
    }
    if (generation > order.generation()) {
      return Optional.of(Answer.SUPERSEDED);
    }
    if (!intended(order)) {
      return Optional.empty();
    }
    if (killed(order.profile())) {
      return Optional.of(Answer.KILLED);
    }
    if (hold(order).isPresent()) {
      return Optional.of(Answer.HELD);
    }
    if (expired(order)) {
      return Optional.of(Answer.EXPIRED);
    }
    if (order.kind() == OrderKind.APPLY && !order.drill() && limited(order, limits)) {
      return Optional.of(Answer.LIMITED);
    }
    if (busy(order)) {
      return Optional.of(Answer.BUSY);
    }
    return Optional.of(insert(order) ? Answer.CLAIMED : Answer.ALREADY_CLAIMED);
  }

  private boolean exists(WorkOrder order) {
    return of(order, jdbc.sql("select 1 from claim" + THIS)).query().optionalValue().isPresent();
  }

  private boolean intended(WorkOrder order) {
    return jdbc.sql(
            """
            select case :kind when 'APPLY' then attempts when 'UNDO' then undos else captures end
                >= :attempt
            from ledger_entry where incident = :incident and action = :action\
            """)
        .param("kind", order.kind().name())
        .param("attempt", order.attempt())
        .param("incident", order.incident())
        .param("action", order.action())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  private boolean killed(String profile) {
    return jdbc.sql("select exists (select 1 from kill_switch where scope in ('*', :profile))")
        .param("profile", profile)
        .query(Boolean.class)
        .single();
  }

  /**
   * What keeps the order's action back now: a hold, or the word that its policy is gone, as the
   * incident last recorded it.
   */
  public Optional<String> holding(WorkOrder order) {
    return InTime.translating(() -> hold(order));
  }

  /** The record and this transaction take the incident's row by turns: what it has counts. */
  private Optional<String> hold(WorkOrder order) {
    return jdbc.sql(
            """
            select held from ledger_entry
            where incident = :incident and action = :action and held is not null\
            """)
        .param("incident", order.incident())
        .param("action", order.action())
        .query(String.class)
        .optional();
  }

  private boolean expired(WorkOrder order) {
    Instant expires = order.approvalExpiresAt();
    return expires != null
        && jdbc.sql("select clock_timestamp() >= :expires")
            .param("expires", Columns.utc(expires))
            .query(Boolean.class)
            .single();
  }

  /** Two claims of one profile must not both be the last one that is allowed. */
  private void oneByOne(String profile) {
    jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended(:profile, 4713))")
        .param("profile", profile)
        .query(Integer.class)
        .single();
  }

  private boolean busy(WorkOrder order) {
    Integer atOnce = order.atOnce();
    if (atOnce == null || order.drill()) {
      return false;
    }
    oneByOne(order.profile());
    return underWay(order).size() >= atOnce;
  }

  /**
   * Calls that this order waits for: made, or about to be, and their effect is not yet known to be
   * there. The oldest first.
   */
  public List<Claim> inTheWayOf(WorkOrder order) {
    return InTime.translating(() -> underWay(order));
  }

  private List<Claim> underWay(WorkOrder order) {
    Risk risk = order.risk();
    String environment = order.environment();
    if (risk == null || environment == null) {
      return List.of();
    }
    List<String> asBad =
        Arrays.stream(Risk.values()).filter(r -> r.compareTo(risk) >= 0).map(Risk::name).toList();
    return jdbc.sql(
            """
            select distinct on (incident, action) * from (\
            """
                + COLUMNS
                + """
                \njoin ledger_entry l using (incident, action)
                  join incident i on i.id = c.incident and i.stage <> 'CLOSED'
                where c.profile = :profile and not c.drill and c.risk in (:risks)
                  and (c.environment = :environment or c.environment = '' or :environment = '')
                  and (c.incident <> :incident or c.action <> :action)
                  and coalesce(c.outcome, 'UNKNOWN') in
                    ('UNKNOWN', 'APPLIED', 'UNDONE', 'ACHIEVED_CAUSE_UNPROVEN')
                  and (c.kind = 'APPLY' and c.attempt = l.attempts
                      and l.state in ('APPLYING', 'OUTCOME_UNKNOWN')
                    or c.kind = 'UNDO' and c.attempt = l.undos and l.state = 'UNDOING')) way
                order by incident, action, claimed_at\
                """)
        .param("profile", order.profile())
        .param("risks", asBad)
        .param("environment", environment)
        .param("incident", order.incident())
        .param("action", order.action())
        .query((row, n) -> claim(row))
        .list();
  }

  private boolean limited(WorkOrder order, Limits limits) {
    oneByOne(order.profile());
    return jdbc.sql(
            """
            select count(*) filter (where incident = :incident) >= :perIncident
                or count(*) >= :perProfile
            from claim
            where profile = :profile and kind = 'APPLY' and not drill
              and claimed_at > now() - :window * interval '1 millisecond'\
            """)
        .param("incident", order.incident())
        .param("perIncident", limits.perIncident())
        .param("perProfile", limits.perProfile())
        .param("profile", order.profile())
        .param("window", limits.window().toMillis())
        .query(Boolean.class)
        .single();
  }

  private boolean insert(WorkOrder order) {
    Risk risk = order.risk();
    return of(
                order,
                jdbc.sql(
                    """
                    insert into claim (incident, action, kind, attempt, call, generation, profile,
                        type, digest, drill, risk, environment)
                    values (:incident, :action, :kind, :attempt, :call, :generation, :profile,
                        :type, :digest, :drill, :risk, :environment)
                    on conflict do nothing\
                    """))
            .param("generation", order.generation())
            .param("profile", order.profile())
            .param("type", order.type())
            .param("digest", order.digest(), Types.VARCHAR)
            .param("drill", order.drill())
            .param("risk", risk == null ? null : risk.name(), Types.VARCHAR)
            .param("environment", order.environment(), Types.VARCHAR)
            .update()
        > 0;
  }

  /**
   * Takes the right to make the order's call away from whoever may still come for it.
   *
   * @param code why, noted as the outcome
   * @return whether nobody had it: then the call was not made and never will be
   * @throws StoreUnavailableException if PostgreSQL cannot be reached
   */
  public boolean forbid(WorkOrder order, String code) {
    return InTime.translating(
        () ->
            Objects.requireNonNull(
                transaction.execute(
                    status -> {
                      boolean free = insert(order);
                      if (free) {
                        outcome(order, Outcome.FAILED, code);
                      }
                      return free;
                    })));
  }

  /** The claim of an order's call, if one was made. */
  public Optional<Claim> find(WorkOrder order) {
    return InTime.translating(
        () -> of(order, jdbc.sql(COLUMNS + THIS)).query((row, n) -> claim(row)).optional());
  }

  /** The claims of an incident in the order in which they were made. */
  public List<Claim> of(String incident) {
    return InTime.translating(
        () ->
            jdbc.sql(COLUMNS + " where incident = :incident order by claimed_at, action, call")
                .param("incident", incident)
                .query((row, n) -> claim(row))
                .list());
  }

  /**
   * Notes what became of a claimed call; a later word replaces an earlier one.
   *
   * @param code why
   * @throws StoreUnavailableException if PostgreSQL cannot be reached
   */
  public void outcome(WorkOrder order, Outcome outcome, String code) {
    InTime.translating(
        () ->
            of(
                    order,
                    jdbc.sql(
                        """
                        update claim
                        set outcome = :outcome, outcome_code = :code, outcome_at = now()\
                        """
                            + THIS))
                .param("outcome", outcome.name())
                .param("code", Columns.clean(code))
                .update());
  }

  private static JdbcClient.StatementSpec of(WorkOrder order, JdbcClient.StatementSpec statement) {
    return statement
        .param("incident", order.incident())
        .param("action", order.action())
        .param("kind", order.kind().name())
        .param("attempt", order.attempt())
        .param("call", order.call());
  }

  private static Claim claim(java.sql.ResultSet row) throws java.sql.SQLException {
    String outcome = row.getString("outcome");
    return new Claim(
        row.getString("incident"),
        row.getString("action"),
        row.getString("type"),
        OrderKind.valueOf(row.getString("kind")),
        row.getInt("attempt"),
        row.getInt("call"),
        row.getInt("generation"),
        Columns.present(row, "claimed_at"),
        outcome == null ? null : Outcome.valueOf(outcome),
        row.getString("outcome_code"),
        Columns.instant(row, "outcome_at"));
  }
}
