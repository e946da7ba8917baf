package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.Columns.clean;
import static dev.aceiro.activities.store.Columns.utc;

import dev.aceiro.workflows.incident.TimelineEntry;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Timeline entries, within the caller's transaction. One that is there already stays as it is. */
final class TimelineWriter {
  private static final String INSERT =
      """
      insert into timeline_entry
          (incident, generation, sequence, occurred_at, code, params, by, via, cleaned)
      values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
      on conflict do nothing""";

  private final JdbcTemplate jdbc;

  TimelineWriter(DataSource dataSource) {
    jdbc = new JdbcTemplate(dataSource);
  }

  void insert(String incident, int generation, List<TimelineEntry> entries) {
    if (!entries.isEmpty()) {
      jdbc.batchUpdate(
          INSERT, entries.stream().map(entry -> row(incident, generation, entry, false)).toList());
    }
  }

  void insertCleaned(String incident, int generation, TimelineEntry entry) {
    TimelineEntry cleaned =
        new TimelineEntry(
            entry.sequence(),
            entry.occurredAt(),
            entry.code(),
            clean(entry.params()),
            clean(entry.by()),
            clean(entry.via()));
    jdbc.update(INSERT, row(incident, generation, cleaned, true));
  }

  private static Object[] row(
      String incident, int generation, TimelineEntry entry, boolean cleaned) {
    return new Object[] {
      incident,
      generation,
      entry.sequence(),
      utc(entry.occurredAt()),
      entry.code().name(),
      Columns.json(entry.params()),
      entry.by(),
      entry.via(),
      cleaned
    };
  }
}
