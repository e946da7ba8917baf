package dev.aceiro.web.kill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Keeps everybody else from writing to a table, so that one sees somebody who is about to: the
 * transaction is there and waits, nothing of it is committed.
 */
final class TableLatch implements AutoCloseable {
  private final PostgresVictim postgres;
  private final String table;

  TableLatch(PostgresVictim postgres, String table) {
    this.postgres = postgres;
    this.table = table;
  }

  /**
   * Closes the table, waits for somebody who wants to write to it, does the deed and opens the
   * table.
   *
   * @return whether somebody came within {@code patience}
   */
  boolean await(Duration patience, Runnable deed) throws SQLException {
    long until = System.nanoTime() + patience.toNanos();
    boolean done = false;
    try (Connection holder = postgres.connect();
        Connection watcher = postgres.connect()) {
      holder.setAutoCommit(false);
      try (Statement lock = holder.createStatement()) {
        lock.execute("SET lock_timeout = '5s'");
        lock.execute("LOCK TABLE " + table + " IN SHARE ROW EXCLUSIVE MODE");
      }
      while (System.nanoTime() < until) {
        if (somebodyWaits(watcher)) {
          done = true;
          deed.run();
          return true;
        }
        Pause.of(Duration.ofMillis(10));
      }
      return false;
    } catch (SQLException e) {
      // The deed may have been the death of PostgreSQL itself; without it nobody was killed.
      if (done) {
        return true;
      }
      throw e;
    }
  }

  private boolean somebodyWaits(Connection watcher) throws SQLException {
    try (PreparedStatement ask =
        watcher.prepareStatement(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = ?::regclass")) {
      ask.setString(1, table);
      try (ResultSet rows = ask.executeQuery()) {
        rows.next();
        return rows.getLong(1) > 0;
      }
    }
  }

  @Override
  public void close() {}
}
