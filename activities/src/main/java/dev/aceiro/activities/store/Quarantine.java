package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.Columns.clean;

import java.util.Objects;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What PostgreSQL refuses, as JSON in a text: there every character has a form that can be stored.
 */
final class Quarantine {
  private static final int LONGEST_DETAIL = 2_000;

  private final JdbcClient jdbc;

  Quarantine(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps a part of a batch, once. */
  void add(
      String incident, int generation, String what, Object content, DataAccessException refused) {
    String json = Columns.json(content);
    String detail = clean(String.valueOf(refused.getMostSpecificCause().getMessage()));
    jdbc.sql(
            """
            insert into quarantine (incident, generation, what, sqlstate, detail, content, digest)
            values (:incident, :generation, :what, :sqlstate, :detail, :content, :digest)
            on conflict do nothing""")
        .param("incident", incident)
        .param("generation", generation)
        .param("what", what)
        .param("sqlstate", Objects.requireNonNullElse(SqlStates.of(refused), ""))
        .param("detail", detail.substring(0, Math.min(LONGEST_DETAIL, detail.length())))
        .param("content", clean(json))
        .param("digest", Digests.sha256(json))
        .update();
  }
}
