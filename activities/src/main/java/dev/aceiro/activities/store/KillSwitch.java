package dev.aceiro.activities.store;

import dev.aceiro.workflows.containment.SwitchEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stops every call that would change the world, for one profile or all: no claim is made while it
 * is pulled. Each pull and release is kept until every open incident it concerns has heard of it.
 *
 * <p>Every method throws {@link StoreUnavailableException} if PostgreSQL cannot be reached.
 */
@Component
public class KillSwitch {
  /** The scope of a switch for every profile. */
  public static final String EVERYWHERE = SwitchEvent.EVERYWHERE;

  /**
   * A switch that is pulled.
   *
   * @param scope the profile, or {@link #EVERYWHERE}
   * @param by who pulled it
   * @param reason why
   * @param since when (UTC)
   */
  public record Pulled(String scope, String by, String reason, Instant since) {}

  /**
   * An open incident that has not heard of an event yet.
   *
   * @param incident its id
   * @param workflowId its workflow's id
   * @param generation of the run that is to hear it
   * @param event what happened
   */
  public record Untold(String incident, String workflowId, int generation, SwitchEvent event) {}

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  /** The switch in that database. */
  public KillSwitch(DataSource dataSource) {
    jdbc = JdbcClient.create(dataSource);
    transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /**
   * Pulls it. Where it is pulled already, who pulled it first stays.
   *
   * @return whether this call did it
   */
  public boolean pull(String scope, String by, String via, String reason) {
    return changed(
        scope,
        true,
        by,
        via,
        reason,
        () ->
            jdbc.sql(
                        """
                        insert into kill_switch (scope, by, reason) values (:scope, :by, :reason)
                        on conflict do nothing""")
                    .param("scope", scope)
                    .param("by", Columns.clean(by))
                    .param("reason", Columns.clean(reason))
                    .update()
                > 0);
  }

  /**
   * Lets calls through again.
   *
   * @return whether this call did it; false where it was not pulled
   */
  public boolean release(String scope, String by, String via, String reason) {
    return changed(
        scope,
        false,
        by,
        via,
        reason,
        () ->
            jdbc.sql("delete from kill_switch where scope = :scope").param("scope", scope).update()
                > 0);
  }

  private boolean changed(
      String scope, boolean pulled, String by, String via, String reason, BooleanSupplier change) {
    return InTime.translating(
        () ->
            Objects.requireNonNull(
                transaction.execute(
                    status -> {
                      if (!change.getAsBoolean()) {
                        return false;
                      }
                      jdbc.sql(
                              """
                              insert into kill_switch_event (scope, pulled, by, via, reason)
                              values (:scope, :pulled, :by, :via, :reason)""")
                          .param("scope", scope)
                          .param("pulled", pulled)
                          .param("by", Columns.clean(by))
                          .param("via", via)
                          .param("reason", Columns.clean(reason))
                          .update();
                      IncidentWriter.notify(jdbc, new Change(Change.Kind.SWITCH, "", 0));
                      return true;
                    })));
  }

  /** Which are pulled now; it waits that long at most. */
  public List<Pulled> pulled(Duration limit) {
    return InTime.within(limit, this::pulled);
  }

  /** Which are pulled now. */
  public List<Pulled> pulled() {
    return InTime.translating(
        () ->
            jdbc.sql("select scope, by, reason, since from kill_switch order by scope")
                .query(
                    (row, n) ->
                        new Pulled(
                            row.getString("scope"),
                            row.getString("by"),
                            row.getString("reason"),
                            Columns.present(row, "since")))
                .list());
  }

  /**
   * Open incidents and what they have not heard: what happened since they began, and what was
   * pulled before and still is. In the order in which it happened.
   */
  public List<Untold> untold() {
    return InTime.translating(
        () ->
            jdbc.sql(
                    """
                    select i.id incident, i.workflow_id, i.generation, e.id, e.scope, e.pulled, e.by,
                        e.via, e.reason, e.at
                    from kill_switch_event e
                    join incident i on e.scope in ('*', i.profile)
                    where i.stage <> 'CLOSED' and i.started
                      and (e.at >= i.reserved_at
                        or e.pulled and not exists (select 1 from kill_switch_event later
                          where later.scope = e.scope and later.id > e.id))
                      and not exists (select 1 from kill_switch_told t
                        where t.incident = i.id and t.event = e.id
                          and t.generation >= i.generation)
                    order by e.id, i.number""")
                .query((row, n) -> untold(row))
                .list());
  }

  private static Untold untold(ResultSet row) throws SQLException {
    return new Untold(
        row.getString("incident"),
        row.getString("workflow_id"),
        row.getInt("generation"),
        new SwitchEvent(
            row.getLong("id"),
            row.getString("scope"),
            row.getBoolean("pulled"),
            row.getString("by"),
            row.getString("via"),
            row.getString("reason"),
            Columns.present(row, "at")));
  }

  /** Notes that an incident has heard. */
  public void told(Untold heard) {
    InTime.translating(
        () ->
            jdbc.sql(
                    """
                    insert into kill_switch_told (incident, event, generation)
                    values (:incident, :event, :generation)
                    on conflict (incident, event) do update
                    set generation = greatest(kill_switch_told.generation, excluded.generation),
                        told_at = now()""")
                .param("incident", heard.incident())
                .param("event", heard.event().id())
                .param("generation", heard.generation())
                .update());
  }
}
