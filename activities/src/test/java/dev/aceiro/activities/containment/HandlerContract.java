package dev.aceiro.activities.containment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.Leftovers;
import dev.aceiro.workflows.containment.Made;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.Reading;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.containment.WorkOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * What every handler keeps, whatever becomes of its call: at most one call that takes effect for an
 * approval, and a ledger that tells the truth. Each fault has a world of its own; they are tried at
 * the same time, because most of them are waiting.
 */
public abstract class HandlerContract {
  private static final int AT_ONCE = 4;

  /** A new world. */
  protected abstract Bench bench();

  /** One fault and what must be true afterwards. */
  @FunctionalInterface
  private interface Fault {
    void tried(Bench bench, Hands hands);
  }

  @TestFactory
  @Tag("contract")
  Stream<DynamicTest> keepsTheContract() {
    Tally tally = new Tally();
    Map<String, Future<?>> tried = tried(tally);
    tally.keep();
    return tried.entrySet().stream()
        .map(fault -> DynamicTest.dynamicTest(fault.getKey(), () -> stood(fault.getValue())));
  }

  /**
   * What the contract finds wrong with a handler: the names of the faults that it does not stand.
   */
  final List<String> broken() {
    List<String> broken = new ArrayList<>();
    tried(new Tally())
        .forEach(
            (name, result) -> {
              try {
                stood(result);
              } catch (Throwable failed) {
                broken.add(name);
              }
            });
    return broken;
  }

  private Map<String, Future<?>> tried(Tally tally) {
    Map<String, Future<?>> tried = new LinkedHashMap<>();
    try (TestDatabase database = TestDatabase.fresh();
        ExecutorService side = Executors.newFixedThreadPool(AT_ONCE)) {
      faults()
          .forEach(
              (name, fault) -> tried.put(name, side.submit(() -> run(database, fault, tally))));
    }
    return tried;
  }

  private static void stood(Future<?> result) throws Throwable {
    try {
      result.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  private void run(TestDatabase database, Fault fault, Tally tally) {
    try (Bench bench = bench();
        Hands hands = new Hands(database, bench.handler())) {
      try {
        fault.tried(bench, hands);
      } finally {
        tally.count(bench);
      }
    }
  }

  private static Map<String, Fault> faults() {
    Map<String, Fault> faults = new LinkedHashMap<>();
    faults.put("aCaptureChangesNothingAndSaysTheSameTwice", HandlerContract::capture);
    faults.put("aSecretOfTheTargetIsOnlyInTheArtefact", HandlerContract::secret);
    faults.put("oneCallTakesEffect", HandlerContract::oneCall);
    faults.put("anAnswerThatIsLostIsFoundByReading", HandlerContract::answerLost);
    faults.put("readsThatAreStaleForAWhileDoNotCallAgain", HandlerContract::staleReads);
    faults.put("aRequestThatIsLostIsNotTakenForAnEffect", HandlerContract::requestLost);
    faults.put("aThrottledCallWasNotTaken", HandlerContract::throttled);
    faults.put("aRefusalIsFinal", HandlerContract::refused);
    faults.put("whatIsSoAlreadyIsLeftAlone", HandlerContract::alreadySo);
    faults.put("aWorldThatMovedIsNotTouched", HandlerContract::moved);
    faults.put("anotherHandsChangeIsNotClaimed", HandlerContract::anotherHand);
    faults.put("aDrillTouchesNothing", HandlerContract::drill);
    faults.put("aSecondOrderForTheSameAttemptDoesNotCall", HandlerContract::secondOrder);
    faults.put("anUndoRestoresWhatWas", HandlerContract::undo);
    faults.put("anUndoWhoseAnswerIsLostIsFoundByReading", HandlerContract::undoLost);
    faults.put("whatItLeavesBehindIsAccountedFor", HandlerContract::accounted);
    faults.put("whatAnotherHandLeavesBehindIsFound", HandlerContract::found);
    return faults;
  }

  // ---- the faults ----

  private static void capture(Bench bench, Hands hands) {
    WorkOrder order = order(bench, hands);
    String before = bench.state();
    Capture first = hands.captured(order);
    Capture second = hands.captured(order);

    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(first.target()).isNotBlank();
    assertThat(first.facts().get("call")).isNotBlank();
    assertThat(bench.proxy().changes()).isZero();
    assertThat(bench.state()).isEqualTo(before);
  }

  private static void secret(Bench bench, Hands hands) {
    String planted = bench.planted();
    if (planted == null) {
      return;
    }
    WorkOrder order = order(bench, hands);
    StepResult result = hands.steps().capture(order);
    Capture capture = hands.captured(order);

    assertThat(result.toString()).doesNotContain(planted);
    assertThat(hands.diff(order, capture)).doesNotContain(planted);
    assertThat(new String(hands.raw(order, capture), StandardCharsets.UTF_8)).contains(planted);
    assertThat(course(hands, hands.approved(order)).toString()).doesNotContain(planted);
  }

  private static void oneCall(Bench bench, Hands hands) {
    String before = bench.state();
    StepResult result = course(hands, hands.approved(order(bench, hands)));

    assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.APPLIED);
    assertThat(bench.state()).isNotEqualTo(before);
    assertThat(bench.proxy().changes()).isEqualTo(bench.requests());
  }

  private static void answerLost(Bench bench, Hands hands) {
    String before = bench.state();
    WorkOrder approved = hands.approved(order(bench, hands));
    loseLast(bench, bench.requests());
    StepResult result = course(hands, approved);

    assertThat(result.outcome())
        .as(result.toString())
        .isIn(Outcome.APPLIED, Outcome.ACHIEVED_CAUSE_UNPROVEN);
    assertThat(bench.state()).isNotEqualTo(before);
    assertThat(bench.proxy().changes()).isEqualTo(bench.requests());
  }

  private static void staleReads(Bench bench, Hands hands) {
    WorkOrder approved = hands.approved(order(bench, hands));
    loseLast(bench, bench.requests());
    StepResult applied = hands.steps().apply(approved);
    bench.proxy().stale(3);
    StepResult result =
        applied.outcome() == Outcome.UNKNOWN ? hands.steps().settle(approved) : applied;

    assertThat(result.outcome())
        .as(result.toString())
        .isIn(Outcome.APPLIED, Outcome.ACHIEVED_CAUSE_UNPROVEN);
    assertThat(bench.proxy().changes()).isEqualTo(bench.requests());
  }

  private static void requestLost(Bench bench, Hands hands) {
    String before = bench.state();
    WorkOrder approved = hands.approved(order(bench, hands));
    bench.proxy().nextChange(new RecordingProxy.Cut(false, () -> {}));
    StepResult result = course(hands, approved);

    if (bench.handler().harmlessToRepeat()) {
      assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.APPLIED);
      assertThat(bench.state()).isNotEqualTo(before);
      assertThat(bench.proxy().changes()).isEqualTo(bench.requests() + 1L);
    } else {
      assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.FAILED);
      assertThat(bench.state()).isEqualTo(before);
      assertThat(bench.proxy().changes()).isEqualTo(1);
    }
  }

  private static void throttled(Bench bench, Hands hands) {
    WorkOrder approved = hands.approved(order(bench, hands));
    bench.proxy().nextChange(bench.throttled());
    StepResult result = course(hands, approved);

    assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.APPLIED);
    assertThat(bench.proxy().changes()).isEqualTo(bench.requests() + 1L);
  }

  private static void refused(Bench bench, Hands hands) {
    String before = bench.state();
    WorkOrder approved = hands.approved(order(bench, hands));
    bench.proxy().nextChange(bench.refused());
    StepResult result = course(hands, approved);

    assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.REFUSED);
    assertThat(bench.state()).isEqualTo(before);
    assertThat(bench.proxy().changes()).isEqualTo(1);
  }

  private static void alreadySo(Bench bench, Hands hands) {
    WorkOrder approved = hands.approved(order(bench, hands));
    bench.sameByAnotherHand();
    String after = bench.state();
    StepResult result = hands.steps().apply(approved);

    assertThat(result.outcome())
        .as(result.toString())
        .isIn(Outcome.ALREADY, Outcome.STALE, Outcome.REFUSED);
    if (bench.absolute()) {
      assertThat(hands.steps().capture(order(bench, hands)).outcome()).isEqualTo(Outcome.ALREADY);
    }
    assertThat(bench.state()).isEqualTo(after);
    assertThat(bench.proxy().changes()).isZero();
  }

  private static void moved(Bench bench, Hands hands) {
    WorkOrder approved = hands.approved(order(bench, hands));
    bench.moved();
    String after = bench.state();
    StepResult result = hands.steps().apply(approved);

    assertThat(result.outcome())
        .as(result.toString())
        .isIn(Outcome.STALE, Outcome.REFUSED, Outcome.ALREADY);
    assertThat(bench.state()).isEqualTo(after);
    assertThat(bench.proxy().changes()).isZero();
  }

  private static void anotherHand(Bench bench, Hands hands) {
    WorkOrder approved = hands.approved(order(bench, hands));
    bench.proxy().nextChange(new RecordingProxy.Cut(false, bench::sameByAnotherHand));
    StepResult applied = hands.steps().apply(approved);
    StepResult settled = hands.steps().settle(approved);

    assertThat(applied.outcome()).as(applied.toString()).isEqualTo(Outcome.UNKNOWN);
    assertThat(settled.outcome())
        .as(settled.toString())
        .isIn(Outcome.ACHIEVED_CAUSE_UNPROVEN, Outcome.FAILED, Outcome.UNKNOWN);
    assertThat(bench.proxy().changes()).isEqualTo(1);
  }

  private static void drill(Bench bench, Hands hands) {
    String before = bench.state();
    WorkOrder order = hands.order(bench.handler().type(), bench.parameters(), true);
    StepResult result = course(hands, hands.approved(order));

    assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.APPLIED);
    assertThat(bench.state()).isEqualTo(before);
    assertThat(bench.proxy().changes()).isZero();
  }

  private static void secondOrder(Bench bench, Hands hands) {
    WorkOrder approved = hands.approved(order(bench, hands));
    hands.steps().apply(approved);
    long calls = bench.proxy().changes();
    StepResult again = hands.steps().apply(approved);

    assertThat(again.outcome()).as(again.toString()).isEqualTo(Outcome.UNKNOWN);
    assertThat(bench.proxy().changes()).isEqualTo(calls);
  }

  private static void undo(Bench bench, Hands hands) {
    String before = bench.state();
    WorkOrder approved = hands.approved(order(bench, hands));
    course(hands, approved);
    String after = bench.state();
    StepResult result = hands.steps().undo(undoing(approved));

    if (bench.undoable()) {
      assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.UNDONE);
      assertThat(bench.state()).isEqualTo(before);
    } else {
      assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.REFUSED);
      assertThat(bench.state()).isEqualTo(after);
    }
  }

  private static void undoLost(Bench bench, Hands hands) {
    if (!bench.undoable()) {
      return;
    }
    String before = bench.state();
    WorkOrder approved = hands.approved(order(bench, hands));
    course(hands, approved);
    long calls = bench.proxy().changes();
    loseLast(bench, bench.undoRequests());
    WorkOrder undo = undoing(approved);
    StepResult undone = hands.steps().undo(undo);
    StepResult result =
        undone.outcome() == Outcome.UNKNOWN ? hands.steps().settleUndo(undo) : undone;

    assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.UNDONE);
    assertThat(bench.state()).isEqualTo(before);
    assertThat(bench.proxy().changes()).isEqualTo(calls + bench.undoRequests());
  }

  private static void accounted(Bench bench, Hands hands) {
    WorkOrder order = order(bench, hands);
    List<Reading> before = hands.baseline(order);
    WorkOrder approved = hands.approved(order);
    course(hands, approved);
    Made inForce = made(approved, false);
    List<Reading> late = hands.baseline(order, inForce);

    List<Reading> after = hands.survey(order, inForce);
    assertThat(Leftovers.compare(before, after)).isEmpty();
    assertThat(Leftovers.compare(late, after)).isEmpty();
    if (bench.undoable()) {
      hands.steps().undo(undoing(approved));
      List<Reading> undone = hands.survey(order, made(approved, true));
      assertThat(Leftovers.compare(before, undone)).isEmpty();
      assertThat(Leftovers.compare(late, undone)).isEmpty();
    }
  }

  private static void found(Bench bench, Hands hands) {
    WorkOrder order = order(bench, hands);
    List<Reading> before = hands.baseline(order);
    bench.sameByAnotherHand();

    if (bench.handler() instanceof SettingHandler) {
      assertThat(Leftovers.compare(before, hands.survey(order))).isNotEmpty();
    }
    assertThat(bench.proxy().changes()).isZero();
  }

  private static Made made(WorkOrder applied, boolean undone) {
    return new Made(
        applied.action(),
        applied.type(),
        applied.parameters(),
        Objects.requireNonNull(applied.digest()),
        undone);
  }

  // ---- helpers ----

  /** The answer to the last request of the next call is lost; those before it pass. */
  private static void loseLast(Bench bench, int requests) {
    for (int i = 1; i < requests; i++) {
      bench.proxy().nextChange(new RecordingProxy.Pass());
    }
    bench.proxy().nextChange(new RecordingProxy.Cut(true, () -> {}));
  }

  private static WorkOrder order(Bench bench, Hands hands) {
    return hands.order(bench.handler().type(), bench.parameters(), false);
  }

  private static WorkOrder undoing(WorkOrder applied) {
    return Hands.as(
        OrderKind.UNDO, applied, applied.digest(), Instant.now().plus(Duration.ofMinutes(5)));
  }

  /** What the workflow does with an order to apply, step by step. */
  private static StepResult course(Hands hands, WorkOrder approved) {
    WorkOrder attempt = approved;
    for (int call = 1; ; call++) {
      StepResult result = hands.steps().apply(attempt);
      if (result.outcome() == Outcome.UNKNOWN) {
        result = hands.steps().settle(attempt);
      }
      if (result.outcome() == Outcome.APPLIED) {
        StepResult verified = hands.steps().verify(attempt);
        return verified.outcome() == Outcome.APPLIED ? result : verified;
      }
      if (result.outcome() != Outcome.FAILED || !result.harmlessToRepeat() || call == 2) {
        return result;
      }
      attempt = attempt.again();
    }
  }
}
