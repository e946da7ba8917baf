package dev.aceiro.web.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.aceiro.web.StartupFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

  @TempDir static Path temp;

  private static AceiroHome home;
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() {
    home = AceiroHome.lock(temp.resolve("a home"));
    postgres = EmbeddedPostgres.start(home);
  }

  @BeforeEach
  void empty() throws SQLException {
    tell("DROP TABLE IF EXISTS kept");
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    postgres.close();
    home.close();
  }

  @Test
  void theRunningServerKeepsWhatItConfirmed() throws SQLException {
    assertThat(
            List.of(
                ask("SHOW fsync"),
                ask("SHOW synchronous_commit"),
                ask("SHOW full_page_writes"),
                ask("SHOW data_checksums"),
                ask("SHOW listen_addresses"),
                ask("SHOW password_encryption"),
                ask("SHOW server_encoding"),
                ask("SELECT lower('ÁÇÃO')"),
                ask("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")))
        .containsExactly("on", "on", "on", "on", "127.0.0.1", "scram-sha-256", "UTF8", "áção", "f");
  }

  @Test
  void nobodyGetsInWithoutThePassword() {
    assertThatThrownBy(
            () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void comesBackOnTheSamePortWithItsDataWhenItIsKilled() throws SQLException {
    tell("CREATE TABLE kept (n int)");
    tell("INSERT INTO kept VALUES (42)");
    String url = postgres.jdbcUrl();
    long killed = postgres.pid();

    ProcessHandle.of(killed).orElseThrow().destroyForcibly();

    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(ask("SELECT n FROM kept")).isEqualTo("42"));
    assertThat(postgres.jdbcUrl()).isEqualTo(url);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(postgres.pid()).isNotEqualTo(killed));
  }

  @Test
  void oneThatWasLeftBehindIsTakenOverAndNotDoubled() throws Exception {
    tell("CREATE TABLE kept (n int)");
    EmbeddedPostgres leftBehind = postgres;
    leftBehind.leaveBehind();

    postgres = EmbeddedPostgres.start(home);

    assertThat(postgres.pid()).isEqualTo(leftBehind.pid());
    assertThat(postgres.port()).isEqualTo(leftBehind.port());
    assertThat(ask("SELECT count(*) FROM kept")).isEqualTo("0");
    assertThat(Processes.running(temp.resolve("a home/postgres/data").toRealPath().toString()))
        .hasSize(1);
  }

  @Test
  void aStoppedServerStartsAgainWithItsDataOnItsPort() throws Exception {
    tell("CREATE TABLE kept (n int)");
    int port = postgres.port();
    postgres.close();

    postgres = EmbeddedPostgres.start(home);

    assertThat(postgres.port()).isEqualTo(port);
    assertThat(ask("SELECT count(*) FROM kept")).isEqualTo("0");
  }

  @Test
  void anotherPortIsFoundWhenSomebodyTookItsOwn() throws Exception {
    int port = postgres.port();
    postgres.close();

    try (ServerSocket somebody = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      postgres = EmbeddedPostgres.start(home);
      assertThat(postgres.port()).isNotEqualTo(somebody.getLocalPort());
      assertThat(ask("SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void aNoteThatNamesSomeOtherProgramDoesNotStopIt() throws Exception {
    postgres.close();
    Path note = temp.resolve("a home/postgres/data/postmaster.pid");
    Files.writeString(
        note,
        """
        %d
        %s
        1
        %d

        127.0.0.1
          1         1
        ready
        """
            .formatted(
                somebodyElse().pid(), temp.resolve("a home/postgres/data"), postgres.port()));

    postgres = EmbeddedPostgres.start(home);

    assertThat(ask("SELECT 1")).isEqualTo("1");
  }

  @Test
  void dataOfAnotherMajorVersionIsRefusedInOneSentence() throws Exception {
    postgres.close();
    Path version = temp.resolve("a home/postgres/data/PG_VERSION");
    Files.writeString(version, "15\n");

    assertThatThrownBy(() -> EmbeddedPostgres.start(home))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("was written by PostgreSQL 15")
        .hasMessageContaining("PostgreSQL 17");

    Files.writeString(version, "17\n");
    postgres = EmbeddedPostgres.start(home);
  }

  @Test
  void halfAnInitialisationIsBegunAnew() throws Exception {
    postgres.close();
    Path data = temp.resolve("a home/postgres/data");
    Files.move(data, data.resolveSibling("data.new"));
    Files.delete(data.resolveSibling("data.new").resolve("PG_VERSION"));

    postgres = EmbeddedPostgres.start(home);

    assertThat(ask("SELECT 1")).isEqualTo("1");
  }

  private static ProcessHandle somebodyElse() {
    return ProcessHandle.current().parent().orElseThrow();
  }

  private String ask(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private void tell(String command) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }
}
