package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.communication.CommunicationActivities;
import dev.aceiro.workflows.communication.Deliveries;
import dev.aceiro.workflows.communication.Delivery;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.ContainmentActivities;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.Reading;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.containment.SurveyOrder;
import dev.aceiro.workflows.containment.SurveyStep;
import dev.aceiro.workflows.containment.WorkOrder;
import dev.aceiro.workflows.record.RecordActivities;
import dev.aceiro.workflows.record.RecordBatch;
import dev.aceiro.workflows.record.RecordOutcome;
import dev.aceiro.workflows.recovery.CheckOrder;
import dev.aceiro.workflows.recovery.CheckResult;
import dev.aceiro.workflows.recovery.CheckState;
import dev.aceiro.workflows.recovery.RecoveryActivities;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The world around an incident, written down: what was sent, recorded and done. */
final class World
    implements RecordActivities,
        CommunicationActivities,
        ContainmentActivities,
        RecoveryActivities {
  final List<Message> sent = new CopyOnWriteArrayList<>();
  final List<Instant> sentAt = new CopyOnWriteArrayList<>();
  final Map<Long, TimelineEntry> timeline = new ConcurrentHashMap<>();
  final List<String> failing = new CopyOnWriteArrayList<>();
  final List<InboxAnswer> answers = new CopyOnWriteArrayList<>();
  final AtomicInteger records = new AtomicInteger();
  final AtomicInteger calls = new AtomicInteger();
  volatile @Nullable IncidentState snapshot;
  volatile Consumer<IncidentState> onSnapshot = state -> {};
  final Map<String, Nature> natures = new ConcurrentHashMap<>();
  final Map<String, Risk> risks = new ConcurrentHashMap<>();
  volatile Runnable beforeApply = () -> {};
  volatile boolean databaseDown;
  volatile boolean slowSlack;
  volatile boolean undoable = true;
  volatile Risk risk = Risk.DISRUPTIVE;
  volatile RecordOutcome recordOutcome = RecordOutcome.RECORDED;
  volatile Function<Message, Delivery.Result> delivery = m -> Delivery.Result.SENT;
  volatile @Nullable Supplier<StepResult> unreadable;
  volatile Function<WorkOrder, StepResult> apply = o -> step(Outcome.APPLIED);
  volatile Function<WorkOrder, StepResult> undo = o -> step(Outcome.UNDONE);
  volatile Function<WorkOrder, String> digest = o -> "digest-" + o.action() + "-" + o.attempt();
  volatile Function<WorkOrder, StepResult> settle = o -> step(Outcome.UNKNOWN);
  volatile Function<WorkOrder, StepResult> verify = o -> step(Outcome.APPLIED);
  volatile Function<CheckOrder, CheckState> check = o -> CheckState.PASSED;
  final List<SurveyOrder> surveys = new CopyOnWriteArrayList<>();
  volatile BiFunction<SurveyOrder, SurveyStep, Reading> read =
      (order, step) -> reading(step, this.clock.get(), "taskDefinition", "plooral-api:41");
  Supplier<Instant> clock = Instant::now;

  static StepResult step(Outcome outcome) {
    return new StepResult(outcome, null, false, outcome.name(), Params.none());
  }

  @Override
  public RecordOutcome record(RecordBatch batch) {
    records.incrementAndGet();
    if (databaseDown) {
      throw ApplicationFailure.newFailure("PostgreSQL is away", "DATABASE_DOWN");
    }
    if (recordOutcome == RecordOutcome.RECORDED) {
      batch.entries().forEach(e -> timeline.putIfAbsent(e.sequence(), e));
      answers.addAll(batch.answers());
      if (batch.state() != null) {
        snapshot = batch.state();
        onSnapshot.accept(batch.state());
      }
    }
    return recordOutcome;
  }

  @Override
  public Deliveries send(Message message) {
    synchronized (sent) {
      sent.add(message);
      sentAt.add(clock.get());
    }
    Delivery.Result result = delivery.apply(message);
    if (slowSlack && message.channels().contains("slack")) {
      return slow(message);
    }
    return new Deliveries(
        message.key(),
        message.channels().stream()
            .map(
                kind ->
                    new Delivery(
                        kind,
                        message.recipient(),
                        failing.contains(kind) ? Delivery.Result.FAILED : result,
                        "",
                        clock.get()))
            .toList());
  }

  /** E-mail takes it at once, Slack refuses it in the end. */
  private Deliveries slow(Message message) {
    if (!message.channels().contains("email")) {
      return new Deliveries(
          message.key(),
          List.of(
              new Delivery(
                  "slack", message.recipient(), Delivery.Result.FAILED, "slow", clock.get())));
    }
    return new Deliveries(
        message.key(),
        List.of(
            new Delivery(
                "slack",
                message.recipient(),
                Delivery.Result.FAILED,
                "slack.rate-limited",
                clock.get()),
            new Delivery("email", message.recipient(), Delivery.Result.SENT, "", earlier(message))),
        !message.told());
  }

  private Instant earlier(Message message) {
    return message.dueAt().plusMillis(100);
  }

  @Override
  public List<Deliveries> sendAll(List<Message> messages) {
    return messages.stream().map(this::send).toList();
  }

  @Override
  public StepResult capture(WorkOrder order) {
    boolean manual = order.type().equals("manual");
    Supplier<StepResult> instead = unreadable;
    if (instead != null && !manual) {
      return instead.get();
    }
    return new StepResult(
        Outcome.CAPTURED,
        new Capture(
            digest.apply(order),
            order.parameters().getOrDefault("service", order.type()),
            manual ? Risk.REVERSIBLE : risks.getOrDefault(order.type(), risk),
            undoable && !manual,
            Params.none(),
            clock.get(),
            natures.getOrDefault(order.type(), Nature.NONE)),
        false,
        "CAPTURED",
        Params.none());
  }

  @Override
  public StepResult apply(WorkOrder order) {
    calls.incrementAndGet();
    beforeApply.run();
    return order.type().equals("manual") ? step(Outcome.WITH_PERSON) : apply.apply(order);
  }

  @Override
  public StepResult settle(WorkOrder order) {
    return settle.apply(order);
  }

  @Override
  public StepResult verify(WorkOrder order) {
    return verify.apply(order);
  }

  @Override
  public StepResult undo(WorkOrder order) {
    return undo.apply(order);
  }

  @Override
  public StepResult settleUndo(WorkOrder order) {
    return step(Outcome.UNKNOWN);
  }

  @Override
  public List<Reading> survey(SurveyOrder order) {
    surveys.add(order);
    return order.steps().stream().map(step -> read.apply(order, step)).toList();
  }

  static Reading reading(SurveyStep step, Instant at, String... namesAndValues) {
    return new Reading(
        step,
        Reading.State.READ,
        step.parameters().getOrDefault("service", step.type()),
        Params.of(namesAndValues),
        Params.none(),
        "READ",
        at);
  }

  @Override
  public CheckResult check(CheckOrder order) {
    CheckState state = check.apply(order);
    return new CheckResult(
        order.check(), state, state.name(), Params.none(), "aceiro", clock.get());
  }

  IncidentState snapshot() {
    IncidentState recorded = snapshot;
    if (recorded == null) {
      throw new AssertionError("nothing recorded");
    }
    return recorded;
  }

  List<TimelineEntry> timeline() {
    return new ArrayList<>(new TreeMap<>(timeline).values());
  }
}
