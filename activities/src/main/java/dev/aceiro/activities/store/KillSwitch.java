package dev.aceiro.activities.store;

import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stops every call that would change the world, for one profile or all: no claim is made while it
 * is pulled.
 *
 * <p>Every method throws {@link StoreUnavailableException} if PostgreSQL cannot be reached.
 */
@Component
public class KillSwitch {
  /** The scope of a switch for every profile. */
  public static final String EVERYWHERE = "*";

  /**
   * A switch that is pulled.
   *
   * @param scope the profile, or {@link #EVERYWHERE}
   * @param by who pulled it
   * @param reason why
   * @param since when (UTC)
   */
  public record Pulled(String scope, String by, String reason, Instant since) {}

  private final JdbcClient jdbc;

  /** The switch in that database. */
  public KillSwitch(DataSource dataSource) {
    jdbc = JdbcClient.create(dataSource);
  }

  /** Pulls it; who pulled it first stays. */
  public void pull(String scope, String by, String reason) {
    InTime.translating(
        () ->
            jdbc.sql(
                    """
                    insert into kill_switch (scope, by, reason) values (:scope, :by, :reason)
                    on conflict do nothing""")
                .param("scope", scope)
                .param("by", Columns.clean(by))
                .param("reason", Columns.clean(reason))
                .update());
  }

  /** Lets calls through again. */
  public void release(String scope) {
    InTime.translating(
        () ->
            jdbc.sql("delete from kill_switch where scope = :scope")
                .param("scope", scope)
                .update());
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
}
