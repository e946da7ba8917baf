package dev.aceiro.web.embedded;

import dev.aceiro.web.StartupFailure;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Temporal server that the {@code temporal} program runs for this installation: its histories
 * in a SQLite file under {@link AceiroHome}, its ports on 127.0.0.1 and always the same, its output
 * in a file. One that an earlier process of this installation left behind is taken over if it is
 * sound; one that ends while it is needed is started again.
 */
public final class TemporalProgram implements AutoCloseable {

  /**
   * What the server is asked for.
   *
   * @param namespace made at the first start
   * @param searchAttributes by name, with their type as the Temporal CLI writes it
   * @param ui whether its web pages are served
   * @param patience how long a start waits for its first answer; one that needs longer is left to
   *     it, as nothing but incidents waits for the engine
   */
  public record Options(
      String namespace, Map<String, String> searchAttributes, boolean ui, Duration patience) {}

  private static final Logger log = LoggerFactory.getLogger(TemporalProgram.class);
  private static final Duration LEFT_OVER = Duration.ofSeconds(5);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final int PORTS_TRIED = 3;
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final TemporalExecutable executable;
  private final Options options;
  private final Predicate<String> answers;
  private final Path folder;
  private final Path database;
  private final int port;
  private final int uiPort;
  private final @Nullable Path setAside;
  private volatile ProcessHandle server;
  private final Watch watch;

  private TemporalProgram(
      AceiroHome home, TemporalExecutable executable, Options options, Predicate<String> answers)
      throws IOException, InterruptedException {
    this.executable = executable;
    this.options = options;
    this.answers = answers;
    this.folder = home.folder("engine");
    this.database = database(home);
    this.setAside = setAsideForeignHistories();
    Running running = adopt();
    if (running == null) {
      running = startOnFreePorts();
    }
    this.port = running.port();
    this.uiPort = running.uiPort();
    this.server = running.process();
    int port = running.port();
    int uiPort = running.uiPort();
    this.watch =
        Watch.over(
            "The Temporal server",
            () -> Processes.alive(server),
            () -> this.server = launch(port, uiPort));
  }

  /** A server and where it listens. */
  private record Running(ProcessHandle process, int port, int uiPort) {}

  /**
   * Starts or takes over the server of this installation; returns when it answers or the patience
   * is at its end.
   *
   * @param home whose folder {@code engine} it lives in
   * @param answers whether a server at that target ({@code host:port}) answers for the namespace
   * @throws StartupFailure if that cannot be, with what to do about it
   */
  public static TemporalProgram start(
      AceiroHome home, TemporalExecutable executable, Options options, Predicate<String> answers) {
    try {
      return new TemporalProgram(home, executable, options, answers);
    } catch (IOException e) {
      throw new StartupFailure(
          "The Temporal server of %s does not start (%s): see %s, or start with --aceiro.engine=in-process."
              .formatted(
                  executable.file(), e.getMessage(), home.folder("engine").resolve("temporal.log")),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupFailure("Aceiro was told to stop while it started.", e);
    }
  }

  /**
   * Ends the server that an earlier process left behind, for an installation that now uses another
   * engine.
   *
   * @param home the installation's folder, locked
   */
  public static void endLeftOver(AceiroHome home) {
    leftOver(database(home)).forEach(process -> Processes.end(process, STOP));
  }

  private static Path database(AceiroHome home) {
    return home.folder().resolve("engine").resolve("temporal.db");
  }

  private static List<ProcessHandle> leftOver(Path database) {
    return Processes.running("start-dev", "--db-filename", database.toString());
  }

  /**
   * Where workers and clients find it: {@code host:port}, the same for as long as this object
   * lives.
   */
  public String target() {
    return "127.0.0.1:" + port;
  }

  /** Its web pages, unless they were turned off. */
  public Optional<URI> uiUrl() {
    return options.ui()
        ? Optional.of(
            URI.create(
                "http://127.0.0.1:" + uiPort + "/namespaces/" + options.namespace() + "/workflows"))
        : Optional.empty();
  }

  /** The process id of the server as it runs now. */
  public long pid() {
    return server.pid();
  }

  /** Where the histories of another server version were put at this start, if there were any. */
  public Optional<Path> setAside() {
    return Optional.ofNullable(setAside);
  }

  private @Nullable Path setAsideForeignHistories() throws IOException {
    Path noted = folder.resolve("temporal.version");
    String writtenBy = Files.exists(noted) ? Files.readString(noted).strip() : "";
    Path aside = null;
    if (!writtenBy.equals(executable.version())) {
      leftOver(database).forEach(process -> Processes.end(process, STOP));
      if (Files.exists(database)) {
        aside = folder.resolve("set-aside-" + MOMENT.format(Clock.systemUTC().instant()));
        Files.createDirectories(aside);
        Files.writeString(aside.resolve("temporal.version"), writtenBy);
        log.warn(
            "The histories in {} were written by another server ({}); they are in {} now and every open incident is resumed from the record",
            database,
            writtenBy.isEmpty() ? "unknown" : writtenBy,
            aside);
      }
    } else if (!Files.exists(database)) {
      // a server whose file was deleted works on what is lost when it ends
      leftOver(database).forEach(process -> Processes.end(process, STOP));
    }
    if (aside != null || !Files.exists(database)) {
      for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
        Path file = database.resolveSibling(database.getFileName() + suffix);
        if (aside == null) {
          Files.deleteIfExists(file);
        } else if (Files.exists(file)) {
          Files.move(file, aside.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }
    Private.write(noted, executable.version());
    return aside;
  }

  private @Nullable Running adopt() {
    Running adopted = null;
    for (ProcessHandle process : leftOver(database)) {
      List<String> words = Processes.commandLine(process);
      Optional<Integer> port = number(words, "--port");
      Optional<Integer> uiPort = number(words, "--ui-port");
      boolean sound =
          adopted == null
              && words.getFirst().equals(executable.file().toString())
              && port.isPresent()
              && uiPort.isPresent() == options.ui()
              && words.contains(options.namespace())
              && holds(process, database)
              && answersWithin(LEFT_OVER, "127.0.0.1:" + port.get(), process);
      if (sound) {
        log.info("The Temporal server still runs since last time (process {})", process.pid());
        adopted = new Running(process, port.get(), uiPort.orElse(0));
      } else {
        Processes.end(process, LEFT_OVER);
      }
    }
    return adopted;
  }

  private static Optional<Integer> number(List<String> words, String option) {
    int at = words.indexOf(option);
    try {
      return at < 0 || at + 1 == words.size()
          ? Optional.empty()
          : Optional.of(Integer.valueOf(words.get(at + 1)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether the process works on the file that is there now and not on one that was deleted or
   * replaced.
   */
  private static boolean holds(ProcessHandle process, Path database) {
    Path open = Path.of("/proc", Long.toString(process.pid()), "fd");
    if (!Files.isDirectory(open)) {
      return Files.exists(database);
    }
    try (Stream<Path> files = Files.list(open)) {
      return files.anyMatch(
          file -> {
            try {
              return Files.readSymbolicLink(file).equals(database);
            } catch (IOException e) {
              return false;
            }
          });
    } catch (IOException e) {
      return false;
    }
  }

  private Running startOnFreePorts() throws IOException, InterruptedException {
    RememberedPort grpc = new RememberedPort(folder.resolve("temporal.port"));
    RememberedPort web = new RememberedPort(folder.resolve("temporal-ui.port"));
    for (int tries = 1; ; tries++) {
      int port = grpc.get();
      int uiPort = options.ui() ? web.get() : 0;
      try {
        return new Running(launch(port, uiPort), port, uiPort);
      } catch (IOException e) {
        if (tries == PORTS_TRIED || (Ports.free(port) && (uiPort == 0 || Ports.free(uiPort)))) {
          throw e;
        }
        // somebody took a port between looking and listening
      }
    }
  }

  private ProcessHandle launch(int port, int uiPort) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    // a session of its own, so that Ctrl-C in a terminal reaches only us and we stop it when its
    // workers are done
    Processes.onPath("setsid").ifPresent(setsid -> command.add(setsid.toString()));
    command.addAll(List.of(executable.file().toString(), "server", "start-dev"));
    command.addAll(List.of("--ip", "127.0.0.1", "--port", Integer.toString(port)));
    if (options.ui()) {
      command.addAll(List.of("--ui-port", Integer.toString(uiPort)));
    } else {
      command.add("--headless");
    }
    command.addAll(List.of("--db-filename", database.toString()));
    command.addAll(List.of("--sqlite-pragma", "journal_mode=WAL"));
    command.addAll(List.of("--sqlite-pragma", "synchronous=FULL"));
    command.addAll(List.of("--namespace", options.namespace()));
    options
        .searchAttributes()
        .forEach((name, type) -> command.addAll(List.of("--search-attribute", name + "=" + type)));
    command.addAll(List.of("--log-level", "warn", "--color", "never"));

    Path output = folder.resolve("temporal.log");
    EmbeddedPostgres.rotate(output);
    Private.file(output);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("TEMPORAL_"));
    long before = Files.size(output);
    ProcessHandle process = builder.start().toHandle();
    Private.write(folder.resolve("temporal.pid"), Long.toString(process.pid()));
    if (!answersWithin(options.patience(), "127.0.0.1:" + port, process)) {
      if (!Processes.alive(process)) {
        throw new IOException(lastWords(output, before));
      }
      log.warn(
          "The Temporal server (process {}) has not answered within {} s and is waited for; alarms are stored meanwhile",
          process.pid(),
          options.patience().toSeconds());
    }
    return process;
  }

  private boolean answersWithin(Duration patience, String target, ProcessHandle process) {
    long until = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < until && Processes.alive(process)) {
      if (answers.test(target)) {
        return true;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private static String lastWords(Path output, long from) throws IOException {
    try {
      byte[] written = Files.readAllBytes(output);
      String said =
          new String(
              written,
              (int) Math.min(from, written.length),
              (int) Math.max(0, written.length - from),
              StandardCharsets.UTF_8);
      return said.lines()
          .filter(line -> !line.isBlank())
          .reduce((earlier, later) -> later)
          .orElse("it ended at once");
    } catch (NoSuchFileException e) {
      return "it ended at once";
    }
  }

  /** No longer looks after the server and lets it run, as the end of this process by force does. */
  void leaveBehind() throws InterruptedException {
    watch.close();
  }

  /** Stops the server; its histories stay. */
  @Override
  public void close() throws InterruptedException {
    watch.close();
    Processes.end(server, STOP);
  }
}
