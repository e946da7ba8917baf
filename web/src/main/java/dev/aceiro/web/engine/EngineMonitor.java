package dev.aceiro.web.engine;

import dev.aceiro.web.engine.EngineStatus.Condition;
import dev.aceiro.workflows.incident.IncidentSearchAttributes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the engine every two seconds who it is, or four times a second while it does not answer, and
 * tells whoever must know: the state, the workers when it is back, the resumption when it is
 * another one than before.
 */
final class EngineMonitor extends Watching {

  /** Stops after the workers, which stop after what comes in. */
  static final int PHASE = WorkerLoop.PHASE - 1024;

  private static final Logger log = LoggerFactory.getLogger(EngineMonitor.class);
  private static final Duration WHILE_UP = Duration.ofSeconds(2);
  private static final Duration WHILE_DOWN = Duration.ofMillis(250);

  private final Engine engine;
  private final WorkflowServiceStubs stubs;
  private final EngineState state;
  private final EngineResume resume;
  private final WorkerLoop workers;
  private final String processIdentity = "in-process:" + UUID.randomUUID();
  private @Nullable String preparedFor;
  private @Nullable String answeredAs;
  private long downSince;

  EngineMonitor(
      Engine engine,
      WorkflowServiceStubs stubs,
      EngineState state,
      EngineResume resume,
      WorkerLoop workers) {
    super(Thread.ofPlatform().daemon().name("engine monitor"));
    this.engine = engine;
    this.stubs = stubs;
    this.state = state;
    this.resume = resume;
    this.workers = workers;
  }

  @Override
  public void start() {
    downSince = System.nanoTime();
    super.start();
  }

  @Override
  protected void watch() throws InterruptedException {
    while (watching()) {
      Duration pause = WHILE_DOWN;
      try {
        answered(Namespaces.describe(stubs, engine.namespace()));
        pause = WHILE_UP;
      } catch (StatusRuntimeException e) {
        silent(e);
      }
      Thread.sleep(pause);
    }
  }

  private void answered(DescribeNamespaceResponse namespace) {
    String identity =
        engine.kind() == EngineKind.IN_PROCESS
            ? processIdentity
            : namespace.getNamespaceInfo().getId();
    if (!identity.equals(preparedFor)) {
      prepare(namespace);
      preparedFor = identity;
    }
    if (answeredAs == null) {
      log.info("The engine answers at {}", engine.target());
      workers.engineIsBack(Duration.ofNanos(System.nanoTime() - downSince));
    }
    answeredAs = identity;
    resume.answers(identity);
  }

  private void silent(StatusRuntimeException e) {
    boolean unknown = e.getStatus().getCode() == Status.Code.NOT_FOUND;
    String detail =
        unknown
            ? "it knows no namespace " + engine.namespace()
            : e.getStatus().getCode()
                + (e.getStatus().getDescription() == null
                    ? ""
                    : ": " + e.getStatus().getDescription());
    if (answeredAs != null || state.status().condition() == Condition.STARTING) {
      log.warn("The engine at {} does not answer ({}); trying on", engine.target(), detail);
      downSince = System.nanoTime();
    }
    answeredAs = null;
    resume.silent();
    state.set(Condition.DOWN, state.status().identity(), detail);
  }

  /** What an installation may not do to somebody else's namespace is left as it is. */
  private void prepare(DescribeNamespaceResponse namespace) {
    List<String> names =
        IncidentSearchAttributes.ALL.stream().map(SearchAttributeKey::getName).toList();
    try {
      Namespaces.ensureSearchAttributes(
          stubs, engine.namespace(), names, engine.kind() != EngineKind.IN_PROCESS);
    } catch (StatusRuntimeException e) {
      log.warn(
          "The search attributes {} (Keyword) cannot be registered in namespace {}, so somebody else must do it: {}",
          names,
          engine.namespace(),
          e.getStatus());
    }
    if (engine.kind() == EngineKind.IN_PROCESS) {
      return;
    }
    try {
      Namespaces.ensureRetention(stubs, namespace);
    } catch (StatusRuntimeException e) {
      log.warn(
          "The retention of namespace {} cannot be raised to {} days, so closed incidents leave Temporal sooner: {}",
          engine.namespace(),
          Namespaces.RETENTION.toDays(),
          e.getStatus());
    }
  }

  @Override
  public void stop() {
    stop(Duration.ofSeconds(5));
    resume.close();
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
