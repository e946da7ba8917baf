package dev.aceiro.activities.postgres;

import static org.awaitility.Awaitility.await;

import dev.aceiro.activities.IntegrationState;
import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.ActionHandler;
import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.status.StatusPart;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database with two idle sessions of the application and one of somebody else; the handler's user
 * may do what the documentation says, and no more.
 */
abstract class PostgresBench implements Bench {
  static final String SERVICE = "app-db";

  final TestDatabase database = TestDatabase.fresh();
  final JdbcClient witness = JdbcClient.create(database.dataSource());
  final String name = URI.create(url().substring("jdbc:".length())).getPath().substring(1);
  final String application = name + "_app";
  final String other = name + "_other";

  private final String responder = name + "_responder";
  private final RecordingProxy proxy = new RecordingProxy(URI.create("http://127.0.0.1:1"));
  private final WireProxy wire;
  private final List<Connection> sessions = new ArrayList<>();
  private final Path password;
  private final ActionHandler<?> handler;

  PostgresBench(Function<Postgres, ActionHandler<?>> made) {
    for (String user : List.of(application, other, responder)) {
      witness.sql("create role \"" + user + "\" login password 'not-a-real-one'").update();
    }
    witness.sql("grant pg_read_all_stats, pg_signal_backend to \"" + responder + "\"").update();
    try {
      password = Files.createTempFile("aceiro", ".password");
      Files.writeString(password, "not-a-real-one\n");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    wire = new WireProxy(URI.create(url().substring("jdbc:".length())).getPort(), proxy);
    sessions.add(open(application));
    sessions.add(open(application));
    sessions.add(open(other));
    PostgresSettings settings =
        new PostgresSettings(
            Map.of(
                SERVICE,
                new PostgresSettings.Target(
                    "jdbc:postgresql://127.0.0.1:" + wire.port() + "/" + name,
                    responder,
                    password,
                    List.of(application))),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofMillis(1100),
            Duration.ofSeconds(4));
    handler =
        made.apply(
            new Postgres(
                settings,
                new IntegrationState(
                    "postgres", StatusPart.Kind.TARGET, true, InstantSource.system())));
    // Idle for longer than what the action asks for.
    await().until(() -> idle(application) == 2 && idle(other) == 1);
  }

  private String url() {
    return database.dataSource().getJdbcUrl().split("\\?", -1)[0];
  }

  final Connection open(String user) {
    try {
      return DriverManager.getConnection(url(), user, "not-a-real-one");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private int idle(String user) {
    return witness
        .sql(
            "select count(*) from pg_stat_activity where usename = ? and state = 'idle' and state_change < now() - interval '1.1 seconds'")
        .param(user)
        .query(Integer.class)
        .single();
  }

  final int sessions(String user) {
    return witness
        .sql("select count(*) from pg_stat_activity where usename = ?")
        .param(user)
        .query(Integer.class)
        .single();
  }

  /** Sessions that are being ended have not gone at once. */
  @Override
  public String state() {
    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> sessions(application) == 0 || sessions(application) == 2);
    return sessions(application) + " of the application, " + sessions(other) + " of another";
  }

  @Override
  public ActionHandler<?> handler() {
    return handler;
  }

  @Override
  public RecordingProxy proxy() {
    return proxy;
  }

  /** An answer's body is its SQLSTATE. */
  @Override
  public RecordingProxy.Answer throttled() {
    return new RecordingProxy.Answer(0, "53400");
  }

  @Override
  public RecordingProxy.Answer refused() {
    return new RecordingProxy.Answer(0, "42501");
  }

  @Override
  public void close() {
    for (Connection session : sessions) {
      try {
        session.close();
      } catch (SQLException ended) {
        throw new IllegalStateException(ended);
      }
    }
    wire.close();
    proxy.close();
    for (String user : List.of(application, other, responder)) {
      witness.sql("drop role \"" + user + "\"").update();
    }
    database.close();
    try {
      Files.delete(password);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
