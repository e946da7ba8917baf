package dev.aceiro.activities.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the sessions of one database; never what they have asked for, which may hold secrets. */
final class Sessions {
  /** Of a parameter that names a database. */
  static final String SERVICE = "Name of the database, as aceiro.postgres.targets has it.";

  /** What such a name looks like. */
  static final String NAME = "[A-Za-z0-9_-]{1,63}";

  /** The idle sessions of users of this database, and of nobody else. */
  static final String IDLE =
      """
      from pg_stat_activity
      where state = 'idle'
        and backend_type = 'client backend'
        and datname = current_database()
        and pid <> pg_backend_pid()
        and usename = any (?)
        and state_change < coalesce(?, now()) - make_interval(secs => ?)""";

  private Sessions() {}

  /**
   * How a database is.
   *
   * @param database its name
   * @param since when its server started
   * @param most how many sessions the server allows
   * @param sessions how many there are on the server
   * @param byState those of this database, by user and state
   */
  record Counted(
      String database, Instant since, int most, int sessions, SortedMap<String, Integer> byState) {}

  static Counted count(Connection connection) throws SQLException {
    SortedMap<String, Integer> byState = new TreeMap<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                """
                select coalesce(usename, '?') || ' ' || coalesce(state, '?'), count(*)
                from pg_stat_activity
                where datname = current_database() and backend_type = 'client backend'
                  and pid <> pg_backend_pid()
                group by 1""");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        byState.put(rows.getString(1), rows.getInt(2));
      }
    }
    try (PreparedStatement statement =
            connection.prepareStatement(
                """
                select current_database(), pg_postmaster_start_time(),
                  current_setting('max_connections')::int,
                  (select count(*) from pg_stat_activity where backend_type = 'client backend')""");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new Counted(
          row.getString(1),
          row.getObject(2, OffsetDateTime.class).toInstant(),
          row.getInt(3),
          row.getInt(4),
          byState);
    }
  }

  /** How many have been idle for that long, now or since then. */
  static int idle(
      Connection connection, List<String> users, @Nullable Instant asOf, Duration idleFor)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("select count(*) " + IDLE)) {
      bind(connection, statement, users, asOf, idleFor);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** Ends them, and answers how many. */
  static int terminate(Connection connection, List<String> users, Duration idleFor)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select count(*) filter (where pg_terminate_backend(pid)) " + IDLE)) {
      bind(connection, statement, users, null, idleFor);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static void bind(
      Connection connection,
      PreparedStatement statement,
      List<String> users,
      @Nullable Instant asOf,
      Duration idleFor)
      throws SQLException {
    statement.setArray(1, connection.createArrayOf("text", users.toArray()));
    statement.setObject(
        2,
        asOf == null ? null : asOf.atOffset(ZoneOffset.UTC),
        java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
    statement.setDouble(3, idleFor.toMillis() / 1000.0);
  }

  /** Those of the users that are more than an application's: they administer or replicate. */
  static List<String> privileged(Connection connection, List<String> users) throws SQLException {
    return roles(connection, users, "and (rolsuper or rolreplication)");
  }

  /** Those of the users that there are. */
  static List<String> known(Connection connection, List<String> users) throws SQLException {
    return roles(connection, users, "");
  }

  private static List<String> roles(Connection connection, List<String> users, String and)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select rolname from pg_roles where rolname = any (?) " + and + " order by 1")) {
      statement.setArray(1, connection.createArrayOf("text", users.toArray()));
      List<String> names = new java.util.ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
      return names;
    }
  }
}
