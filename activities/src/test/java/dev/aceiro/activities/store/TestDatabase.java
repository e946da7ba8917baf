package dev.aceiro.activities.store;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/**
 * Real databases on one server that the JVM's tests share, each with the schema and nothing else.
 */
public final class TestDatabase implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final HikariDataSource dataSource;
  private final String name;

  private TestDatabase(String name) {
    this.name = name;
    dataSource = new HikariDataSource();
    dataSource.setJdbcUrl(server().getJdbcUrl("postgres", name));
    dataSource.setMaximumPoolSize(24);
    dataSource.setMinimumIdle(0);
    dataSource.setConnectionTimeout(2_000);
    dataSource.setValidationTimeout(1_000);
  }

  /** A new database. */
  public static TestDatabase fresh() {
    String name = "test_" + NUMBER.incrementAndGet();
    execute("create database " + name + " template " + Server.MIGRATED);
    return new TestDatabase(name);
  }

  /** Its connections. */
  public HikariDataSource dataSource() {
    return dataSource;
  }

  /** Ends every connection to this database and lets no new one in, as if it were gone. */
  public void goAway() {
    execute("alter database " + name + " allow_connections false");
    execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
  }

  /** Lets connections in again. */
  public void comeBack() {
    execute("alter database " + name + " allow_connections true");
  }

  @Override
  public void close() {
    dataSource.close();
    execute("drop database " + name + " with (force)");
  }

  private static void execute(String sql) {
    try (Connection connection = server().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static EmbeddedPostgres server() {
    return Server.RUNNING;
  }

  /** Started when it is first asked for; the library ends it with the JVM. */
  private static final class Server {
    private static final EmbeddedPostgres RUNNING = start();

    private static final String MIGRATED = "migrated";

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres started =
            EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
        try (Connection connection = started.getPostgresDatabase().getConnection();
            Statement statement = connection.createStatement()) {
          statement.execute("create database " + MIGRATED);
        }
        Flyway.configure().dataSource(started.getDatabase("postgres", MIGRATED)).load().migrate();
        return started;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
