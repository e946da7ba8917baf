package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.PlooralPlan;
import dev.aceiro.workflows.alarm.Alarm;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.containment.ActionWorkflowImpl;
import dev.aceiro.workflows.containment.ContainmentActivities;
import dev.aceiro.workflows.policy.ResponsePlan;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.testservice.v1.TestServiceGrpc;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Drives one incident through time: {@code at} an offset from its receipt, somebody says something.
 */
final class Drive implements AutoCloseable {
  static final Actor ON_CALL = new Actor("plooral/on-call", List.of("on-call"), "api");
  static final Actor LEAD = new Actor("plooral/platform-lead", List.of("platform-lead"), "api");

  private static final int MOST_WAITS = 500;
  private static final int MOST_LOOKS = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  final World world = new World();
  final TestWorkflowEnvironment env;
  final Instant start;
  final ResponsePlan plan;
  private final WorkflowClient client;
  private int keys;
  private long inbox;

  Drive(String severity) {
    this(severity, PlooralPlan.plan(), world -> {});
  }

  Drive(String severity, Consumer<World> circumstances) {
    this(severity, PlooralPlan.plan(), circumstances);
  }

  Drive(String severity, ResponsePlan plan, Consumer<World> circumstances) {
    this(plan, circumstances);
    open(severity);
  }

  private Drive(ResponsePlan plan, Consumer<World> circumstances) {
    this.plan = plan;
    circumstances.accept(world);
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder().build());
    IncidentSearchAttributes.ALL.forEach(
        key ->
            options.registerSearchAttribute(
                key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    env = TestWorkflowEnvironment.newInstance(options.build());
    world.clock = () -> Instant.ofEpochMilli(env.currentTimeMillis());
    // Others may be at work on this machine: slow is no deadlock.
    Worker worker =
        env.newWorker(
            IncidentWorkflow.TASK_QUEUE,
            WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(30_000).build());
    worker.registerWorkflowImplementationTypes(
        IncidentWorkflowImpl.class, ActionWorkflowImpl.class);
    worker.registerActivitiesImplementations(world);
    Worker responder = env.newWorker(ContainmentActivities.TASK_QUEUE);
    responder.registerActivitiesImplementations(world);
    env.start();
    start = Instant.ofEpochMilli(env.currentTimeMillis());
    // The environment's own client lets time run whenever somebody waits for an answer: this one
    // does not.
    client = WorkflowClient.newInstance(env.getWorkflowServiceStubs());
  }

  /** An incident that goes on where a snapshot ends. */
  static Drive resume(IncidentState snapshot) {
    Drive drive = new Drive(PlooralPlan.plan(), world -> {});
    drive.stub().start(IncidentInput.of(snapshot, drive.plan));
    return drive;
  }

  /** An incident that begins as a script's does. */
  static Drive of(Scripts.Case one) {
    Drive drive =
        new Drive(
            one.plan(),
            world ->
                one.script().failing().forEach(failing -> world.failing.add(failing.channel())));
    IncidentState state = Simulation.opened(one.plan(), one.startingAt(drive.start).script());
    state.workflowId = "test/INC-1";
    drive.stub().start(IncidentInput.of(state, one.plan()));
    return drive;
  }

  /** The engine is lost with its histories; the incident is resumed from its snapshot then. */
  void away(Duration until) {
    finishWhatIsUnderWay();
    IncidentState snapshot = state();
    client().terminate("lost");
    at(until);
    stub().start(IncidentInput.of(snapshot.raisedTo(snapshot.generation() + 1), plan));
  }

  /**
   * The engine of the tests holds its clock while a task or an activity is under way, and for good
   * where the run is terminated meanwhile.
   */
  private void finishWhatIsUnderWay() {
    for (int wait = 0; wait < MOST_WAITS && underWay() > 0; wait++) {
      pass(Duration.ofMillis(10));
    }
  }

  /**
   * Waits, without letting time pass, until no run is at work: a message that arrives while one run
   * leaves for the next keeps the engine of the tests from skipping time ever after. What fails and
   * is tried again is not waited for.
   */
  private WorkflowStub quiet() {
    for (int wait = 0; wait < MOST_LOOKS && underWay() > 0; wait++) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    return client();
  }

  private int underWay() {
    int underWay = 0;
    for (HistoryEvent event : client.fetchHistory("test/INC-1").getEvents()) {
      switch (event.getEventType()) {
        case EVENT_TYPE_WORKFLOW_TASK_SCHEDULED, EVENT_TYPE_ACTIVITY_TASK_SCHEDULED -> underWay++;
        case EVENT_TYPE_WORKFLOW_TASK_COMPLETED,
            EVENT_TYPE_WORKFLOW_TASK_FAILED,
            EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT,
            EVENT_TYPE_ACTIVITY_TASK_COMPLETED,
            EVENT_TYPE_ACTIVITY_TASK_FAILED,
            EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT,
            EVENT_TYPE_ACTIVITY_TASK_CANCELED ->
            underWay--;
        default -> {}
      }
    }
    return underWay;
  }

  void signal(Script.Alarmed alarmed) {
    inbox++;
    quiet()
        .signal("alarm", new AlarmSignal(SimulatedWorld.of(alarmed, inbox, now()), inbox, inbox));
  }

  long decide(Actor actor, String decision, Body body) {
    keys++;
    return decide("key-" + start + "-" + keys, actor, decision, body);
  }

  private void open(String severity) {
    IncidentState state =
        IncidentState.open(
            new Opening(
                "INC-1",
                "test/INC-1",
                "hash",
                false,
                "API fora do ar",
                severity,
                "api-errors",
                "prod",
                List.of("api"),
                start,
                start,
                "aceiro",
                null),
            "plooral");
    inbox++;
    stub()
        .signalWithStart(
            "alarm",
            new Object[] {new AlarmSignal(alarm(AlarmState.FIRING), inbox, inbox)},
            new Object[] {IncidentInput.of(state, plan)});
  }

  private WorkflowStub stub() {
    return client.newUntypedWorkflowStub(
        "Incident",
        WorkflowOptions.newBuilder()
            .setWorkflowId("test/INC-1")
            .setTaskQueue(IncidentWorkflow.TASK_QUEUE)
            .build());
  }

  Alarm alarm(AlarmState state) {
    return alarm(state, new TreeMap<>());
  }

  private Alarm alarm(AlarmState state, SortedMap<String, String> labels) {
    Instant now = Instant.ofEpochMilli(env.currentTimeMillis());
    return new Alarm(
        "cloudwatch",
        "PlooralAPIHighErrorRate",
        state,
        "arn:alarm",
        "event-" + inbox,
        null,
        "api",
        "prod",
        now,
        now,
        false,
        "5xx acima de 5 %",
        labels,
        List.of());
  }

  void signal(AlarmState state) {
    inbox++;
    quiet().signal("alarm", new AlarmSignal(alarm(state), inbox, inbox));
  }

  /** It fires again and says more. */
  void signal(String label, String value) {
    inbox++;
    Alarm alarm = alarm(AlarmState.FIRING, new TreeMap<>(Map.of(label, value)));
    client().signal("alarm", new AlarmSignal(alarm, inbox, inbox));
  }

  /** It fires again, one change too many. */
  void flaps() {
    inbox++;
    quiet().signal("alarm", new AlarmSignal(alarm(AlarmState.FIRING), inbox, inbox, true));
  }

  WorkflowStub client() {
    return client.newUntypedWorkflowStub("test/INC-1");
  }

  /** Lets time pass until that long after the receipt. */
  Drive at(Duration offset) {
    Duration wait = Duration.between(now(), start.plus(offset));
    if (wait.isPositive()) {
      pass(wait);
    }
    return this;
  }

  /** Lets that much time pass. */
  void pass(Duration wait) {
    Thread patience = Thread.ofVirtual().start(this::letGo);
    env.sleep(wait);
    patience.interrupt();
  }

  /**
   * The engine of the tests holds its clock while a task, an activity or the start of a child is
   * under way, and for good where the run ends meanwhile (ADR 5). What nobody will release is
   * released here, after some seconds in which nothing has gone on.
   */
  private void letGo() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(PATIENCE.toNanos());
      if (!Thread.currentThread().isInterrupted() && underWay() == 0) {
        TestServiceGrpc.newBlockingStub(env.getWorkflowServiceStubs().getRawChannel())
            .unlockTimeSkipping(UnlockTimeSkippingRequest.getDefaultInstance());
      }
    }
  }

  /** Lets time pass, second by second, until it is so: what others do takes its own time. */
  Drive until(Predicate<IncidentState> so) {
    for (int second = 0; second < 120; second++) {
      if (so.test(state())) {
        return this;
      }
      pass(Duration.ofSeconds(1));
    }
    throw new AssertionError("not within two minutes: " + state().actions());
  }

  Instant now() {
    return Instant.ofEpochMilli(env.currentTimeMillis());
  }

  long decide(Actor actor, String decision, Object... body) {
    keys++;
    return decide("key-" + start + "-" + keys, actor, decision, Body.of(body));
  }

  long decide(String key, Actor actor, String decision, Body body) {
    return quiet()
        .startUpdate(
            UpdateOptions.<DecisionAnswer>newBuilder(DecisionAnswer.class)
                .setUpdateName("decide")
                .setUpdateId(key)
                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                .build(),
            new DecisionRequest(key, decision, body, body.toString(), actor))
        .getResult()
        .revision();
  }

  /** Waits for the incident to end by itself. */
  void finished() {
    client().getResult(Void.class);
  }

  IncidentState state() {
    return client().query("state", IncidentState.class);
  }

  /**
   * Every message a deadline caused, as {@code offset code recipient rules}. The offset is the due
   * instant where it went out within two seconds of it, and the second it went out otherwise.
   */
  List<String> firings() {
    List<String> firings = new ArrayList<>();
    for (int i = 0; i < world.sent.size(); i++) {
      Message message = world.sent.get(i);
      String rules = message.params().get("rules");
      if (rules != null) {
        Instant sent = world.sentAt.get(i);
        boolean onTime = sent.isBefore(message.dueAt().plusSeconds(2));
        firings.add(
            offset(onTime ? message.dueAt() : sent)
                + " "
                + message.code()
                + " "
                + message.recipient()
                + " "
                + rules);
      }
    }
    return firings;
  }

  /** The entries of one kind in what was recorded. */
  List<TimelineEntry> codes(EntryCode code) {
    return world.timeline().stream().filter(entry -> entry.code() == code).toList();
  }

  private Duration offset(Instant instant) {
    return Duration.between(start, instant).truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public void close() {
    env.close();
  }
}
