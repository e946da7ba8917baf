package dev.aceiro.web;

import dev.aceiro.web.embedded.AceiroHome;
import dev.aceiro.web.embedded.EmbeddedPostgres;
import dev.aceiro.web.embedded.TemporalExecutable;
import dev.aceiro.web.embedded.TemporalProgram;
import dev.aceiro.web.engine.Engine;
import dev.aceiro.web.engine.EngineChoice;
import dev.aceiro.web.engine.EngineKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * What is launched between reading the configuration and starting the application: the
 * installation's folder is locked, PostgreSQL and the engine are started or taken over unless
 * others are configured, and the application is told where they are. Ended in the opposite order,
 * when the application has ended.
 */
final class Launch
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>,
        ApplicationContextInitializer<ConfigurableApplicationContext>,
        Ordered {

  private static final Logger log = LoggerFactory.getLogger(Launch.class);

  private static final String DATABASE_URL = "spring.datasource.url";
  private static final String TARGET = "spring.temporal.connection.target";
  private static final String NAMESPACE = "spring.temporal.namespace";
  private static final String KEY_FILE = "aceiro.artefacts.key-file";

  private @Nullable AceiroHome home;
  private @Nullable EmbeddedPostgres postgres;
  private @Nullable Engine engine;
  private @Nullable ConfigurableApplicationContext context;
  private boolean closed;

  /** After the configuration files were read and logging was set up. */
  @Override
  public int getOrder() {
    return LoggingApplicationListener.DEFAULT_ORDER + 100;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    launch(event.getEnvironment());
  }

  private void launch(ConfigurableEnvironment environment) {
    long began = System.nanoTime();
    String target = environment.getProperty(TARGET);
    String namespace = environment.getProperty(NAMESPACE, "default");
    boolean embeddedDatabase = environment.getProperty(DATABASE_URL, "").isBlank();
    EngineChoice choice =
        EngineChoice.of(
            environment.getProperty("aceiro.engine", "auto"),
            target,
            path(environment, "aceiro.engine.program"),
            TemporalExecutable::of,
            TemporalExecutable::onPath);

    AceiroHome home = null;
    if (embeddedDatabase || choice.kind() != EngineKind.CONFIGURED) {
      home = AceiroHome.lock(folder(environment));
      keep(home);
    } else if (environment.getProperty(KEY_FILE) == null) {
      throw new StartupFailure(
          "Database and engine are configured, so there is no folder in which Aceiro could keep a key of its own: name a file with a 256-bit key in base64url, the same for every process of this installation, with --%s=FILE."
              .formatted(KEY_FILE));
    }
    checkPort(environment);

    Map<String, Object> found = new HashMap<>();
    if (home != null) {
      launchBeside(home, embeddedDatabase, choice, target, namespace, environment, found);
      if (environment.getProperty(KEY_FILE) == null) {
        found.put(KEY_FILE, home.secrets().file("artefacts.key").toString());
      }
    } else {
      keep(Engine.launch(choice, null, target, namespace, false));
    }
    Engine engine = this.engine;
    if (engine != null) {
      found.put(TARGET, engine.target());
    }
    found.put("spring.temporal.start-workers", false);
    found.put("aceiro.database.embedded", embeddedDatabase);
    environment.getPropertySources().addFirst(new MapPropertySource("aceiro launch", found));
    log.info(
        "Database and engine are there after {} ms",
        Duration.ofNanos(System.nanoTime() - began).toMillis());
  }

  private void launchBeside(
      AceiroHome home,
      boolean embeddedDatabase,
      EngineChoice choice,
      @Nullable String target,
      String namespace,
      ConfigurableEnvironment environment,
      Map<String, Object> found) {
    boolean ui = environment.getProperty("aceiro.engine.ui", Boolean.class, true);
    try (ExecutorService side = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Void> launchedEngine =
          CompletableFuture.runAsync(
              () -> {
                if (choice.kind() != EngineKind.PROGRAM) {
                  TemporalProgram.endLeftOver(home);
                }
                keep(Engine.launch(choice, home, target, namespace, ui));
              },
              side);
      if (embeddedDatabase) {
        EmbeddedPostgres started = EmbeddedPostgres.start(home);
        keep(started);
        found.put(DATABASE_URL, started.jdbcUrl());
        found.put("spring.datasource.username", started.user());
        found.put("spring.datasource.password", started.password());
      } else {
        EmbeddedPostgres.endLeftOver(home);
      }
      launchedEngine.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StartupFailure failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** Said now rather than after everything else has started. */
  private static void checkPort(ConfigurableEnvironment environment) {
    int port = environment.getProperty("server.port", Integer.class, 8080);
    String address = environment.getProperty("server.address");
    if (port <= 0) {
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(
          address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port));
    } catch (IOException | IllegalArgumentException e) {
      throw new StartupFailure(StartupSentences.cannotListen(address, port, e), e);
    }
  }

  /** The folder of the installation that these settings describe. */
  private static Path folder(ConfigurableEnvironment environment) {
    Path named = path(environment, "aceiro.home");
    return named == null ? Path.of(System.getProperty("user.home"), ".aceiro") : named;
  }

  private static @Nullable Path path(ConfigurableEnvironment environment, String property) {
    String path = environment.getProperty(property, "");
    return path.isBlank() ? null : Path.of(path);
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    synchronized (this) {
      this.context = context;
    }
    Engine engine = this.engine;
    if (engine != null) {
      context.getBeanFactory().registerSingleton("engine", engine);
    }
    AceiroHome home = this.home;
    if (home != null) {
      context.getBeanFactory().registerSingleton("aceiroHome", home);
    }
  }

  private synchronized void keep(AceiroHome locked) {
    home = locked;
  }

  private synchronized void keep(EmbeddedPostgres started) {
    postgres = started;
  }

  private synchronized void keep(Engine launched) {
    engine = launched;
  }

  /**
   * Ends the application and then what it needed: what comes in first, then workers, engine,
   * database. Once only.
   */
  synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    end("application", context == null ? null : context::close);
    end("engine", engine);
    end("database", postgres);
    end("folder", home);
  }

  private static void end(String what, @Nullable AutoCloseable part) {
    if (part != null) {
      try {
        part.close();
      } catch (Exception e) {
        log.warn("The {} did not end as it should", what, e);
      }
    }
  }
}
