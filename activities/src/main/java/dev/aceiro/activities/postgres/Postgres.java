package dev.aceiro.activities.postgres;

import dev.aceiro.activities.IntegrationState;
import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.NotTakenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;

/**
 * One connection for each request: an action is rare, and a database without connections is why it
 * is asked for. Says of a failure what it means.
 *
 * @param settings how databases are reached
 * @param state how they do
 */
record Postgres(PostgresSettings settings, IntegrationState state) {
  /** SQLSTATE classes after which certainly nothing was done, and a later try may succeed. */
  private static final String INSUFFICIENT_RESOURCES = "53";

  /** Those with which the server refuses, and would refuse again. */
  private static final String REFUSED = "(28|42|0A|22|3D).*";

  /** What a statement is asked for. */
  @FunctionalInterface
  interface Request<T> {
    T of(Connection connection) throws SQLException;
  }

  PostgresSettings.Target target(String name) {
    PostgresSettings.Target target = settings.targets().get(name);
    if (target == null) {
      throw new ActionRefusedException("postgres.not-configured", "service", name);
    }
    return target;
  }

  <T> T read(String name, String operation, Request<T> request) {
    return call(name, operation, settings.read(), true, request);
  }

  <T> T write(String name, String operation, Request<T> request) {
    return call(name, operation, settings.write(), false, request);
  }

  private <T> T call(
      String name, String operation, Duration within, boolean readOnly, Request<T> request) {
    PostgresSettings.Target target = target(name);
    try (Connection connection = connect(target, operation, within)) {
      connection.setReadOnly(readOnly);
      T answer = request.of(connection);
      state.worked();
      return answer;
    } catch (SQLException e) {
      throw meaning(operation, e);
    }
  }

  private Connection connect(PostgresSettings.Target target, String operation, Duration within) {
    Properties how = new Properties();
    how.setProperty("user", target.user());
    how.setProperty("ApplicationName", "aceiro");
    how.setProperty("connectTimeout", seconds(settings.connect()));
    how.setProperty("loginTimeout", seconds(settings.connect()));
    how.setProperty("socketTimeout", seconds(within));
    how.setProperty("tcpKeepAlive", "true");
    Path password = target.passwordFile();
    if (password != null) {
      how.setProperty("password", read(password, operation));
    }
    try {
      return DriverManager.getConnection(target.url(), how);
    } catch (SQLException e) {
      String code = Objects.requireNonNullElse(e.getSQLState(), "?");
      if (code.matches(REFUSED)) {
        throw meaning(operation, e);
      }
      // Nothing has been asked for yet.
      state.failed("postgres.unreachable");
      throw new NotTakenException("postgres.unreachable", null, "operation", operation);
    }
  }

  private String read(Path file, String operation) {
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      state.failed("postgres.no-credentials");
      throw new NotTakenException("postgres.no-credentials", null, "operation", operation);
    }
  }

  private static String seconds(Duration duration) {
    return String.valueOf(Math.max(1, duration.toSeconds()));
  }

  private RuntimeException meaning(String operation, SQLException e) {
    String code = Objects.requireNonNullElse(e.getSQLState(), "?");
    if (code.startsWith(INSUFFICIENT_RESOURCES)) {
      state.worked();
      return new NotTakenException("postgres.no-resources", null, "operation", operation);
    }
    if (code.matches(REFUSED)) {
      if (code.startsWith("28")) {
        state.failed("postgres.denied");
      } else {
        state.worked();
      }
      return new ActionRefusedException(
          "postgres.refused", "operation", operation, "error", code, "said", e.getMessage());
    }
    state.failed("postgres.no-answer");
    return new IllegalStateException(operation + " has no clear answer: " + code, e);
  }
}
