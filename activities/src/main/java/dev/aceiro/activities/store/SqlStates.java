package dev.aceiro.activities.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's error codes mean for the record. */
final class SqlStates {
  private static final int MOST_CAUSES = 20;

  private SqlStates() {}

  /** The SQLSTATE behind a failure, or null where PostgreSQL has not said one. */
  static @Nullable String of(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
      cause = cause.getCause();
    }
    return null;
  }

  /** Whether the data itself is what PostgreSQL refuses, so that trying again is of no use. */
  static boolean refusesData(Throwable failure) {
    String state = of(failure);
    return state != null && (state.startsWith("22") || state.startsWith("23"));
  }
}
