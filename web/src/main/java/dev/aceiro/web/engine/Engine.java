package dev.aceiro.web.engine;

import dev.aceiro.web.StartupFailure;
import dev.aceiro.web.embedded.AceiroHome;
import dev.aceiro.web.embedded.TemporalProgram;
import dev.aceiro.workflows.incident.IncidentSearchAttributes;
import io.grpc.ManagedChannel;
import io.temporal.testserver.TestServer;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine of this installation as it was launched, before anything works with it. */
public final class Engine implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Engine.class);

  /** The target of the engine inside this process; nothing listens under it. */
  static final String IN_PROCESS = "in-process";

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final EngineKind kind;
  private final String target;
  private final String namespace;
  private final @Nullable TemporalProgram program;
  private final TestServer.@Nullable InProcessTestServer inside;

  private Engine(
      EngineKind kind,
      String target,
      String namespace,
      @Nullable TemporalProgram program,
      TestServer.@Nullable InProcessTestServer inside) {
    this.kind = kind;
    this.target = target;
    this.namespace = namespace;
    this.program = program;
    this.inside = inside;
  }

  /** One that somebody else runs. */
  public static Engine configured(String target, String namespace) {
    return new Engine(EngineKind.CONFIGURED, target, namespace, null, null);
  }

  /**
   * Launches the chosen one.
   *
   * @param home the installation's folder, locked; not needed for a configured engine
   * @param target of the configured one
   * @param ui whether the program serves its web pages
   * @throws StartupFailure if it does not start
   */
  public static Engine launch(
      EngineChoice choice,
      @Nullable AceiroHome home,
      @Nullable String target,
      String namespace,
      boolean ui) {
    return switch (choice.kind()) {
      case CONFIGURED -> configured(Objects.requireNonNull(target), namespace);
      case PROGRAM -> {
        TemporalProgram program =
            TemporalProgram.start(
                Objects.requireNonNull(home),
                Objects.requireNonNull(choice.executable()),
                new TemporalProgram.Options(namespace, searchAttributes(), ui, PATIENCE),
                server -> Namespaces.answers(server, namespace));
        yield new Engine(EngineKind.PROGRAM, program.target(), namespace, program, null);
      }
      case IN_PROCESS -> {
        log.warn(
            """
            Incidents run on the Temporal inside this process, which keeps their histories in memory: \
            at every restart each open incident is resumed from the record in PostgreSQL, \
            there is no Temporal UI, and nothing else can share the work. \
            For the real engine put the Temporal CLI on the PATH (https://docs.temporal.io/cli) \
            or name it with --aceiro.engine.program=FILE; open incidents move to it by themselves.""");
        yield new Engine(
            EngineKind.IN_PROCESS, IN_PROCESS, namespace, null, TestServer.createServer(true));
      }
    };
  }

  private static SortedMap<String, String> searchAttributes() {
    SortedMap<String, String> attributes = new TreeMap<>();
    IncidentSearchAttributes.ALL.forEach(key -> attributes.put(key.getName(), "Keyword"));
    return attributes;
  }

  /** Where it runs. */
  public EngineKind kind() {
    return kind;
  }

  /** {@code host:port}, or {@code in-process}. */
  public String target() {
    return target;
  }

  /** The namespace this installation works in. */
  public String namespace() {
    return namespace;
  }

  /** Its web pages, where this installation serves them. */
  public Optional<URI> uiUrl() {
    return program == null ? Optional.empty() : program.uiUrl();
  }

  /** The process of the program. */
  public Optional<Long> pid() {
    return program == null ? Optional.empty() : Optional.of(program.pid());
  }

  /** The way to the engine inside this process. */
  Optional<ManagedChannel> channel() {
    return inside == null ? Optional.empty() : Optional.of(inside.getChannel());
  }

  /** Ends what was launched. Its workers must have ended before. */
  @Override
  public void close() throws InterruptedException {
    if (program != null) {
      program.close();
    }
    if (inside != null) {
      inside.close();
    }
  }
}
