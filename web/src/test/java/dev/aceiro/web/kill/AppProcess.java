package dev.aceiro.web.kill;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The application as a process of its own: started, killed, started again on the same folder. */
final class AppProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(120);

  private final List<String> command;
  private final Path home;
  private final Path log;
  private final int port;
  private final List<String> settings;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private volatile @Nullable Process process;
  private int starts;

  /**
   * @param command that starts it, without settings
   * @param home its {@code aceiro.home}
   * @param log where its output goes
   * @param settings further {@code --name=value}
   */
  AppProcess(List<String> command, Path home, Path log, List<String> settings) throws IOException {
    this.command = command;
    this.home = home;
    this.log = log;
    this.settings = settings;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
  }

  Path home() {
    return home;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  int starts() {
    return starts;
  }

  /** Starts it; does not wait. */
  void start() {
    start(List.of());
  }

  /** Starts it with settings for this start alone. */
  void start(List<String> onlyNow) {
    List<String> command = new ArrayList<>(this.command);
    command.add("--aceiro.home=" + home);
    command.add("--aceiro.first-drill=false");
    command.add("--server.port=" + port);
    command.addAll(settings);
    command.addAll(onlyNow);
    try {
      starts++;
      Files.writeString(
          log,
          "==== start " + starts + "\n",
          java.nio.file.StandardOpenOption.CREATE,
          java.nio.file.StandardOpenOption.APPEND);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().put("AWS_ACCESS_KEY_ID", "test");
      builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
      builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
      process = builder.start();
    } catch (IOException e) {
      throw new IllegalStateException("the application does not start", e);
    }
  }

  boolean alive() {
    Process now = process;
    return now != null && now.isAlive();
  }

  long pid() {
    Process now = process;
    return now == null ? 0 : now.pid();
  }

  /** {@code kill -9}; returns when it is gone. */
  void kill() {
    Process now = process;
    if (now == null) {
      return;
    }
    now.destroyForcibly();
    try {
      now.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until it says that it is ready, engine and database included. */
  void awaitReady() {
    Awaitility.await("the application is ready, see " + log)
        .atMost(LONGEST_START)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (!alive()) {
                throw new IllegalStateException("the application has ended, see " + log);
              }
              return ready();
            });
  }

  /** Whether it is, with engine and database. */
  boolean ready() {
    try {
      if (get("readyz").statusCode() != 200) {
        return false;
      }
      HttpResponse<String> status = get("api/v1/status");
      if (status.statusCode() != 200) {
        return false;
      }
      JsonNode parts = JsonMapper.shared().readTree(status.body()).path("parts");
      for (String needed : List.of("engine", "database")) {
        boolean up = false;
        for (JsonNode part : parts) {
          up |=
              part.path("id").asString("").equals(needed)
                  && List.of("UP", "DEGRADED").contains(part.path("state").asString(""));
        }
        if (!up) {
          return false;
        }
      }
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private HttpResponse<String> get(String path) throws IOException {
    try {
      return client.send(
          HttpRequest.newBuilder(uri().resolve(path)).timeout(Duration.ofSeconds(5)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Asks it to end, as {@code SIGTERM} does. */
  void stop() {
    Process now = process;
    if (now == null) {
      return;
    }
    now.destroy();
    try {
      if (!now.waitFor(60, java.util.concurrent.TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }

  @Override
  public void close() {
    stop();
    client.close();
  }
}
