package dev.aceiro.web.embedded;

import dev.aceiro.web.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL of an installation that names no other: the real server, on 127.0.0.1 with a
 * password, its data under {@link AceiroHome} and as safe as PostgreSQL makes it. A server that an
 * earlier process of this installation left behind is taken over; one that ends while it is needed
 * is started again on the same port.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  /** The major version whose data this release reads and writes. */
  public static final int MAJOR = 17;

  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private static final String ADMINISTRATOR = "postgres";
  private static final String USER = "aceiro";
  private static final String DATABASE = "aceiro";
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final Duration LEFT_OVER = Duration.ofSeconds(15);
  private static final long LOG_BYTES = 16L << 20;
  private static final int PORTS_TRIED = 3;
  private static final String WRONG_PASSWORD = "28P01";

  /** On the command line, where no file under the data directory can overrule them. */
  private static final String SAFE =
      "-c fsync=on -c full_page_writes=on -c synchronous_commit=on"
          + " -c listen_addresses=127.0.0.1 -c unix_socket_directories="
          + " -c timezone=UTC -c log_timezone=UTC -c jit=off";

  private final Path folder;
  private final Path data;
  private final Path programs;
  private final Unprivileged unprivileged;
  private final String administratorPassword;
  private final String password;
  private final int port;
  private volatile ProcessHandle server;
  private final Watch watch;

  private EmbeddedPostgres(AceiroHome home, Unprivileged unprivileged)
      throws IOException, InterruptedException {
    this.folder = home.folder("postgres");
    this.data = folder.resolve("data");
    this.unprivileged = unprivileged;
    this.administratorPassword = home.secrets().password("postgres-administrator");
    this.password = home.secrets().password("postgres");
    this.programs = PostgresBinaries.unpack(folder).resolve("bin");
    checkMajor(data);
    Files.deleteIfExists(folder.resolve("initdb-password"));
    unprivileged.give(home.folder(), folder);
    if (!Files.isDirectory(data)) {
      initialise(home);
    }
    Optional<Running> leftOver = adopt();
    Running running = leftOver.isPresent() ? leftOver.get() : startOnFreePort();
    this.port = running.port();
    this.server = running.process();
    ensureDatabase();
    this.watch =
        Watch.over(
            "PostgreSQL",
            () -> Processes.alive(server),
            () -> this.server = launch(running.port()));
  }

  /** A server and where it listens. */
  private record Running(ProcessHandle process, int port) {}

  /**
   * Starts or takes over the server of this installation; returns when it answers.
   *
   * @param home whose folder {@code postgres} it lives in
   * @throws StartupFailure if that cannot be, with what to do about it
   */
  public static EmbeddedPostgres start(AceiroHome home) {
    try {
      return start(home, Unprivileged.find());
    } catch (IOException e) {
      throw cannot(home, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupFailure("Aceiro was told to stop while it started.", e);
    }
  }

  static EmbeddedPostgres start(AceiroHome home, Unprivileged unprivileged)
      throws InterruptedException {
    try {
      return new EmbeddedPostgres(home, unprivileged);
    } catch (IOException e) {
      throw cannot(home, e);
    }
  }

  private static StartupFailure cannot(AceiroHome home, IOException e) {
    return new StartupFailure(
        "The embedded PostgreSQL does not start (%s): see %s, or name a PostgreSQL of yours with --spring.datasource.url=jdbc:postgresql://HOST/DATABASE."
            .formatted(e.getMessage(), home.folder().resolve("postgres").resolve("postgres.log")),
        e);
  }

  /**
   * Ends the server that an earlier process left behind, for an installation that now uses another
   * database.
   *
   * @param home the installation's folder, locked
   */
  public static void endLeftOver(AceiroHome home) {
    Path data = home.folder().resolve("postgres").resolve("data");
    try {
      Optional<ProcessHandle> left = PostmasterPid.read(data).flatMap(noted -> noted.server(data));
      // SIGTERM waits for every client to go, so this one is asked for nothing long
      left.ifPresent(server -> Processes.end(server, Duration.ofSeconds(5)));
    } catch (IOException e) {
      log.warn("Whether a PostgreSQL was left behind cannot be seen: {}", e.getMessage());
    }
  }

  /** For a {@code DataSource}; fails fast when the server is gone. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/%s?connectTimeout=2&socketTimeout=30&tcpKeepAlive=true&ApplicationName=aceiro"
        .formatted(port, DATABASE);
  }

  /** The owner of the database, no administrator. */
  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  /** On 127.0.0.1; the same for as long as this object lives. */
  public int port() {
    return port;
  }

  /** The process id of the server as it runs now. */
  public long pid() {
    return server.pid();
  }

  private static void checkMajor(Path data) throws IOException {
    Path version = data.resolve("PG_VERSION");
    if (!Files.exists(version)) {
      return;
    }
    String major = Files.readString(version).strip();
    if (!major.equals(Integer.toString(MAJOR))) {
      throw new StartupFailure(
          "The data in %s was written by PostgreSQL %s and this Aceiro brings PostgreSQL %d: start the release that wrote it and carry the data over with pg_dump, or begin anew with --aceiro.home=ANOTHER_FOLDER."
              .formatted(data, major, MAJOR));
    }
  }

  private void initialise(AceiroHome home) throws IOException, InterruptedException {
    Path draft = folder.resolve("data.new");
    PostgresBinaries.delete(draft);
    Path passwordFile = Private.write(folder.resolve("initdb-password"), administratorPassword);
    try {
      unprivileged.give(home.folder(), passwordFile);
      run(
          START,
          "initdb",
          List.of(
              "--pgdata=" + draft,
              "--username=" + ADMINISTRATOR,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--locale=C",
              "--data-checksums"));
    } finally {
      Files.deleteIfExists(passwordFile);
    }
    Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private Optional<Running> adopt() throws IOException, InterruptedException {
    Optional<PostmasterPid> noted = PostmasterPid.read(data);
    if (noted.isEmpty()) {
      return Optional.empty();
    }
    Optional<ProcessHandle> left = noted.get().server(data);
    if (left.isEmpty()) {
      return Optional.empty();
    }
    boolean same =
        Processes.commandLine(left.get())
            .getFirst()
            .equals(programs.resolve("postgres").toString());
    if (same && answers(noted.get().port(), left.get(), LEFT_OVER)) {
      log.info("PostgreSQL still runs since last time (process {})", left.get().pid());
      return Optional.of(new Running(left.get(), noted.get().port()));
    }
    stop(left.get());
    return Optional.empty();
  }

  private Running startOnFreePort() throws IOException, InterruptedException {
    RememberedPort remembered = new RememberedPort(folder.resolve("port"));
    for (int tries = 1; ; tries++) {
      int candidate = remembered.get();
      try {
        return new Running(launch(candidate), candidate);
      } catch (IOException e) {
        if (tries == PORTS_TRIED || Ports.free(candidate)) {
          throw e;
        }
        // somebody took the port between looking and listening
      }
    }
  }

  /** Starts the server, or finds that it was started, and waits until it answers. */
  private ProcessHandle launch(int port) throws IOException, InterruptedException {
    if (server().isEmpty()) {
      rotate(logFile());
      PostmasterPid.disown(data);
      try {
        run(
            START.plusSeconds(5),
            "pg_ctl",
            List.of(
                "start",
                "--silent",
                "--wait",
                "--timeout=" + START.toSeconds(),
                "--pgdata=" + data,
                "--log=" + logFile(),
                "--options=-p " + port + " " + SAFE));
      } catch (IOException e) {
        // a long recovery goes on behind its back
        if (server().isEmpty()) {
          throw new IOException(lastWords(), e);
        }
      }
    }
    ProcessHandle process = server().orElseThrow(() -> new IOException(lastWords()));
    if (!answers(port, process, START)) {
      throw new IOException(lastWords());
    }
    return process;
  }

  private Optional<ProcessHandle> server() throws IOException {
    return PostmasterPid.read(data).flatMap(noted -> noted.server(data));
  }

  private boolean answers(int port, ProcessHandle process, Duration patience)
      throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < until) {
      try (Connection connection = connect(port, ADMINISTRATOR, administratorPassword)) {
        return connection.isValid(5);
      } catch (SQLException e) {
        if (WRONG_PASSWORD.equals(e.getSQLState())) {
          throw new StartupFailure(
              "The PostgreSQL in %s does not accept the password in %s: bring back the folder's own file, or begin anew with --aceiro.home=ANOTHER_FOLDER."
                  .formatted(data, folder.resolveSibling("secrets")),
              e);
        }
        if (!Processes.alive(process)) {
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(30);
      }
    }
    return false;
  }

  private static Connection connect(int port, String user, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("socketTimeout", "10");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties);
  }

  private void ensureDatabase() throws IOException {
    try (Connection connection = connect(port, ADMINISTRATOR, administratorPassword);
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + USER + "'")) {
        statement.execute("CREATE ROLE " + USER + " LOGIN PASSWORD '" + password + "'");
      }
      if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
        statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + USER);
      }
    } catch (SQLException e) {
      throw new IOException("its database cannot be made: " + e.getMessage(), e);
    }
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  private void stop(ProcessHandle process) throws InterruptedException {
    for (String mode : List.of("fast", "immediate")) {
      try {
        run(
            STOP.plusSeconds(5),
            "pg_ctl",
            List.of(
                "stop",
                "--silent",
                "--wait",
                "--timeout=" + STOP.toSeconds(),
                "--mode=" + mode,
                "--pgdata=" + data));
      } catch (IOException e) {
        log.warn("PostgreSQL does not stop ({}): {}", mode, e.getMessage());
      }
      if (Processes.ended(process, Duration.ofSeconds(1))) {
        return;
      }
    }
    process.destroyForcibly();
  }

  private void run(Duration patience, String program, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(programs.resolve(program).toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(unprivileged.command(command));
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    builder.directory(folder.toFile());
    try {
      Processes.Result result = Processes.run(builder, patience);
      if (result.exitCode() != 0) {
        throw new IOException(program + ": " + result.output().lines().reduce("", (a, b) -> b));
      }
    } catch (TimeoutException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private Path logFile() {
    return folder.resolve("postgres.log");
  }

  static void rotate(Path logFile) throws IOException {
    if (Files.exists(logFile) && Files.size(logFile) > LOG_BYTES) {
      Files.move(
          logFile,
          logFile.resolveSibling(logFile.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(logFile());
      return lines.stream()
          .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
          .reduce((earlier, later) -> later)
          .map(line -> line.replaceFirst(".*?(FATAL|PANIC): +", ""))
          .orElse("it ended at once");
    } catch (IOException e) {
      return "it ended at once";
    }
  }

  /** No longer looks after the server and lets it run, as the end of this process by force does. */
  void leaveBehind() throws InterruptedException {
    watch.close();
  }

  /** Stops the server, its clients first, so that nothing has to be recovered at the next start. */
  @Override
  public void close() throws InterruptedException {
    watch.close();
    stop(server);
  }
}
