package dev.aceiro.web.kill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What PostgreSQL has, read past the application. */
final class RecordReader {
  private final PostgresVictim postgres;

  RecordReader(PostgresVictim postgres) {
    this.postgres = postgres;
  }

  /** A timeline entry. */
  record Entry(
      String incident,
      int generation,
      long sequence,
      Instant occurredAt,
      String code,
      String params,
      String by) {}

  /** The rows of a query, by column. */
  List<Map<String, Object>> rows(String query, Object... parameters) {
    try (Connection connection = postgres.connect();
        PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<Map<String, Object>> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          Map<String, Object> row = new LinkedHashMap<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            Object value = result.getObject(i);
            row.put(
                result.getMetaData().getColumnLabel(i),
                value instanceof Timestamp at ? at.toInstant() : value);
          }
          rows.add(row);
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /** The incident that an alarm is in, once it is in one. */
  Optional<String> incidentOf(String event) {
    try {
      return rows(
              "SELECT incident FROM inbox WHERE event_id = ? AND incident IS NOT NULL",
              "id/" + event)
          .stream()
          .map(row -> String.valueOf(row.get("incident")))
          .findFirst();
    } catch (IllegalStateException down) {
      return Optional.empty();
    }
  }

  /** The timeline of an incident in its order. */
  List<Entry> timeline(String incident) {
    return rows(
            "SELECT generation, sequence, occurred_at, code, params::text AS params, by"
                + " FROM timeline_entry WHERE incident = ? ORDER BY sequence, generation",
            incident)
        .stream()
        .map(
            row ->
                new Entry(
                    incident,
                    (Integer) row.get("generation"),
                    (Long) row.get("sequence"),
                    (Instant) row.get("occurred_at"),
                    String.valueOf(row.get("code")),
                    String.valueOf(row.get("params")),
                    String.valueOf(row.get("by"))))
        .toList();
  }
}
