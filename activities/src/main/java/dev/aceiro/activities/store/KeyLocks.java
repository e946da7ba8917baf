package dev.aceiro.activities.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * One dispatcher for each correlation key among all replicas: advisory locks of one PostgreSQL
 * session, which the server drops when the process dies. Within the process the caller keeps one
 * dispatcher a key, as a session's own locks do not exclude each other. A lost session loses its
 * locks; dispatching twice is harmless, only wasteful.
 */
final class KeyLocks implements AutoCloseable {

  private static final String TRY = "select pg_try_advisory_lock(hashtextextended(?, 4711))";
  private static final String RELEASE = "select pg_advisory_unlock(hashtextextended(?, 4711))";

  private static final int PATIENCE_MILLIS = 5000;

  private final DataSource dataSource;
  private final ReentrantLock turn = new ReentrantLock();
  private @Nullable Connection session;

  KeyLocks(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Takes the key if no other replica has it.
   *
   * @throws DataAccessResourceFailureException if PostgreSQL cannot be asked
   */
  boolean tryLock(String key) {
    turn.lock();
    try {
      return ask(session(), TRY, key);
    } catch (SQLException unreachable) {
      drop();
      throw new DataAccessResourceFailureException("cannot lock a correlation key", unreachable);
    } finally {
      turn.unlock();
    }
  }

  /** Gives the key back. */
  void unlock(String key) {
    turn.lock();
    try {
      if (session != null) {
        ask(session, RELEASE, key);
      }
    } catch (SQLException unreachable) {
      drop();
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      drop();
    } finally {
      turn.unlock();
    }
  }

  private Connection session() throws SQLException {
    Connection current = session;
    if (current == null) {
      current = dataSource.getConnection();
      current.setAutoCommit(true);
      // All dispatchers share it: a network that swallows answers must not stop them for good.
      current.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
      session = current;
    }
    return current;
  }

  private static boolean ask(Connection connection, String sql, String key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, key);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  private void drop() {
    Connection old = session;
    session = null;
    if (old == null) {
      return;
    }
    try (old;
        Statement statement = old.createStatement()) {
      // A pool hands the session to somebody else: it must not keep our locks.
      statement.execute("select pg_advisory_unlock_all()");
    } catch (SQLException gone) {
      // The server has dropped the session and its locks.
    }
  }
}
