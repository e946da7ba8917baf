package dev.aceiro.activities.store;

import java.time.Duration;
import java.time.Instant;
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
   * @param quarantined parts that PostgreSQL could not store as they are and nobody has looked at
   */
  public record Figures(
      long open, @Nullable Instant lastRecordedAt, Duration worstLag, long quarantined) {}

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
                      (select count(*) from quarantine q where"""
                        + QuarantineReview.unseen(QuarantineReview.Kind.RECORD)
                        + ") as quarantined")
                .query(
                    (row, n) ->
                        new Figures(
                            row.getLong("open"),
                            Columns.instant(row, "recorded"),
                            Duration.ofMillis(Math.max(0, (long) (row.getDouble("lag") * 1000))),
                            row.getLong("quarantined")))
                .single());
  }
}
