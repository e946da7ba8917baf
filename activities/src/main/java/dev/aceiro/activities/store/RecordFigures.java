package dev.aceiro.activities.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How the record stands, in figures. */
@Component
public class RecordFigures {
  /**
   * The figures.
   *
   * @param open incidents that are not closed
   * @param lastRecordedAt when anything was last recorded (UTC)
   * @param worstLag the longest time between an entry and its record, of the last minute
   * @param quarantined parts that PostgreSQL could not store as they are
   */
  public record Figures(
      long open, @Nullable Instant lastRecordedAt, Duration worstLag, long quarantined) {}

  /**
   * Something that PostgreSQL could not store as it is.
   *
   * @param incident its incident
   * @param what what part of a batch
   * @param sqlstate PostgreSQL's code
   * @param detail PostgreSQL's words
   * @param at when (UTC)
   */
  public record Quarantined(
      String incident, String what, String sqlstate, String detail, Instant at) {}

  private final JdbcClient jdbc;

  /** Figures of that database. */
  public RecordFigures(DataSource dataSource) {
    jdbc = JdbcClient.create(dataSource);
  }

  /**
   * How it stands now.
   *
   * @throws StoreUnavailableException if PostgreSQL cannot be reached
   */
  public Figures read() {
    return InTime.translating(
        () ->
            jdbc.sql(
                    """
                    select
                      (select count(*) from incident where stage <> 'CLOSED') as open,
                      (select max(recorded_at) from incident) as recorded,
                      (select coalesce(extract(epoch from max(recorded_at - occurred_at)), 0)
                       from timeline_entry
                       where recorded_at > now() - interval '1 minute') as lag,
                      (select count(*) from quarantine) as quarantined""")
                .query(
                    (row, n) ->
                        new Figures(
                            row.getLong("open"),
                            Columns.instant(row, "recorded"),
                            Duration.ofMillis(Math.max(0, (long) (row.getDouble("lag") * 1000))),
                            row.getLong("quarantined")))
                .single());
  }

  /**
   * What could not be stored as it is, the youngest first.
   *
   * @throws StoreUnavailableException if PostgreSQL cannot be reached
   */
  public List<Quarantined> quarantined(int limit) {
    return InTime.translating(
        () ->
            jdbc.sql(
                    """
                    select incident, what, sqlstate, detail, at from quarantine
                    order by id desc limit :limit""")
                .param("limit", limit)
                .query(
                    (row, n) ->
                        new Quarantined(
                            row.getString("incident"),
                            row.getString("what"),
                            row.getString("sqlstate"),
                            row.getString("detail"),
                            Columns.present(row, "at")))
                .list());
  }
}
