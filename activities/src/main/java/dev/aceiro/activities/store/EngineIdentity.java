package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.Columns.utc;

import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which engine has the histories of the record's open incidents.
 *
 * <p>Every method throws {@link StoreUnavailableException} if PostgreSQL cannot be reached.
 */
@Component
public class EngineIdentity {
  private final JdbcClient jdbc;

  /** The identity in that database. */
  public EngineIdentity(DataSource dataSource) {
    jdbc = JdbcClient.create(dataSource);
  }

  /** The identity recorded last; empty before the first. */
  public Optional<String> find() {
    return InTime.translating(
        () -> jdbc.sql("select identity from engine_record").query(String.class).optional());
  }

  /**
   * From now on the open incidents run on this one.
   *
   * @param since when that was found (UTC)
   */
  public void record(String identity, Instant since) {
    InTime.translating(
        () ->
            jdbc.sql(
                    """
                    insert into engine_record (identity, since) values (:identity, :since)
                    on conflict (one) do update
                    set identity = excluded.identity, since = excluded.since
                    where engine_record.identity <> excluded.identity""")
                .param("identity", identity)
                .param("since", utc(since))
                .update());
  }
}
