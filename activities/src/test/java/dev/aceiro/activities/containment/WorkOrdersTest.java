package dev.aceiro.activities.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.aceiro.activities.store.Claims;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.ActionReport;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.ContainmentActivities;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.containment.WorkOrder;
import dev.aceiro.workflows.incident.Params;
import io.temporal.failure.ApplicationFailure;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class WorkOrdersTest {
  private static TestDatabase database;

  private final ScriptedHandler lamp = new ScriptedHandler();
  private Hands hands;

  @BeforeAll
  static void database() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void noDatabase() {
    database.close();
  }

  @BeforeEach
  void hands() {
    hands = new Hands(database, lamp, new Manual());
  }

  @AfterEach
  void noHands() {
    hands.close();
  }

  private WorkOrder order() {
    return hands.order("test.light", Params.of("name", "hall"), false);
  }

  private static UncheckedIOException lost() {
    return new UncheckedIOException(new SocketTimeoutException("token=hunter2"));
  }

  // ---- capture ----

  @Test
  void aTargetThatCannotBeReadIsSaidToBeSoOnceAndReadAgain() {
    AtomicInteger looks = new AtomicInteger();
    lamp.look =
        () -> {
          if (looks.incrementAndGet() <= 7) {
            throw new NotTakenException("lamp.no-credentials", null, "operation", "lamp:Look");
          }
        };
    WorkOrder order = order();

    assertThat(hands.execute(order).outcome()).isEqualTo(Outcome.CAPTURED);
    assertThat(hands.told(order)).hasSize(1);
    ActionReport told = hands.told(order).getFirst();
    assertThat(told.code()).isEqualTo("lamp.no-credentials");
    assertThat(told.params()).containsEntry("operation", "lamp:Look");
    assertThat(told.kind()).isEqualTo(OrderKind.CAPTURE);
  }

  @Test
  void whatPassesWithinAMomentIsNotWorthAWord() {
    AtomicInteger looks = new AtomicInteger();
    lamp.look =
        () -> {
          if (looks.incrementAndGet() <= 2) {
            throw new IllegalStateException("a hiccup");
          }
        };
    WorkOrder order = order();

    assertThat(hands.execute(order).outcome()).isEqualTo(Outcome.CAPTURED);
    assertThat(hands.told(order)).isEmpty();
  }

  @Test
  void aTargetThatStaysUnreadableFailsTheActionAndNamesNoSecret() {
    lamp.look =
        () -> {
          throw new IllegalStateException("refused for " + lamp.secret);
        };
    WorkOrder order = order();
    ActionReport report = hands.execute(order);

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.code()).isEqualTo("TARGET_UNREADABLE");
    assertThat(report.params()).containsEntry("failure", "IllegalStateException");
    assertThat(hands.told(order)).hasSize(1);
    assertThat(hands.told(order) + report.toString()).doesNotContain(lamp.secret);
  }

  @Test
  void anUnknownTypeIsRefused() {
    StepResult result = hands.steps().capture(hands.order("no.such", Params.none(), false));

    assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(result.code()).isEqualTo("UNKNOWN_TYPE");
    assertThat(result.params()).containsEntry("type", "no.such");
  }

  @Test
  void aMissingAForeignAndAnImpossibleParameterAreRefused() {
    assertThat(refused(Params.none())).isEqualTo("PARAMETER_MISSING name");
    assertThat(refused(Params.of("name", "hall", "colour", "red")))
        .isEqualTo("PARAMETER_FOREIGN colour");
    assertThat(refused(Params.of("name", "HALL!"))).isEqualTo("PARAMETER_INVALID name");
    assertThat(refused(Params.of("name", "hall", "brightness", "very")))
        .isEqualTo("PARAMETER_INVALID brightness");
  }

  private String refused(SortedMap<String, String> parameters) {
    StepResult result = hands.steps().capture(hands.order("test.light", parameters, false));
    assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
    return result.code() + " " + result.params().get("parameter");
  }

  @Test
  void captureKeepsTheRawStateAndShowsADifferenceWithoutSecrets() {
    WorkOrder order = order();
    StepResult result = hands.steps().capture(order);
    Capture capture = result.capture();

    assertThat(result.outcome()).isEqualTo(Outcome.CAPTURED);
    assertThat(capture.target()).isEqualTo("lamp hall");
    assertThat(capture.risk()).isEqualTo(Risk.REVERSIBLE);
    assertThat(capture.undoable()).isTrue();
    assertThat(capture.facts()).containsEntry("call", "lamp:Light hall");
    assertThat(hands.diff(order, capture))
        .contains("@ lamp hall")
        .contains("> lamp:Light hall")
        .contains("- state: off")
        .contains("+ state: on");
    assertThat(new String(hands.raw(order, capture), StandardCharsets.UTF_8)).contains(lamp.secret);
    assertThat(hands.diff(order, capture) + result).doesNotContain(lamp.secret);
  }

  @Test
  void theSameWorldHasTheSameDigestAndAnotherWorldAnother() {
    WorkOrder order = order();
    String first = hands.captured(order).digest();
    lamp.secret = "something that approvals do not count for";
    String second = hands.captured(order).digest();
    lamp.state = "broken";
    String third = hands.captured(order).digest();

    assertThat(second).isEqualTo(first);
    assertThat(third).isNotEqualTo(first);
    assertThat(first).matches("[0-9a-f]{64}");
  }

  @Test
  void whatIsSoAlreadyIsSaidAndNothingIsStored() {
    lamp.already = true;
    assertThat(hands.steps().capture(order()).outcome()).isEqualTo(Outcome.ALREADY);
  }

  // ---- apply ----

  @Test
  void anApprovedOrderMakesOneCallAndNotesItsOutcome() {
    WorkOrder apply = hands.approved(order());
    StepResult result = hands.steps().apply(apply);

    assertThat(result.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(result.params()).containsEntry("lamp", "lit");
    assertThat(lamp.calls).hasValue(1);
    Claims.Claim claim = hands.claims().find(apply).orElseThrow();
    assertThat(claim.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(claim.code()).isEqualTo("ACCEPTED");
  }

  @Test
  void theSameOrderAgainMakesNoCall() {
    WorkOrder apply = hands.approved(order());
    hands.steps().apply(apply);
    StepResult again = hands.steps().apply(apply);

    assertThat(again.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(lamp.calls).hasValue(1);
  }

  @Test
  void anOrderGivenAgainAfterItsCallIsSettledThoughTheWorldHasMovedSince() {
    WorkOrder apply = hands.approved(order());
    hands.steps().apply(apply);
    lamp.state = "flickering";
    StepResult again = hands.steps().apply(apply);

    assertThat(again.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(hands.steps().settle(apply).outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(lamp.calls).hasValue(1);
  }

  @Test
  void aWorldThatHasMovedMakesTheApprovalWorthlessAndCostsNoClaim() {
    WorkOrder apply = hands.approved(order());
    lamp.state = "flickering";
    StepResult result = hands.steps().apply(apply);

    assertThat(result.outcome()).isEqualTo(Outcome.STALE);
    assertThat(result.code()).isEqualTo("WORLD_MOVED");
    assertThat(lamp.calls).hasValue(0);
    assertThat(hands.claims().find(apply)).isEmpty();
  }

  @Test
  void anOlderGenerationMayNotCall() {
    WorkOrder apply = hands.approved(order());
    hands.resume(apply);
    StepResult result = hands.steps().apply(apply);

    assertThat(result.outcome()).isEqualTo(Outcome.STALE);
    assertThat(result.code()).isEqualTo("SUPERSEDED");
    assertThat(lamp.calls).hasValue(0);
  }

  @Test
  void anApprovalThatHasExpiredIsStale() {
    WorkOrder order = order();
    String digest = hands.captured(order).digest();
    StepResult result =
        hands
            .steps()
            .apply(Hands.as(OrderKind.APPLY, order, digest, Instant.now().minusSeconds(1)));

    assertThat(result.outcome()).isEqualTo(Outcome.STALE);
    assertThat(result.code()).isEqualTo("APPROVAL_EXPIRED");
    assertThat(lamp.calls).hasValue(0);
  }

  @Test
  void theKillSwitchStopsEveryCall() {
    WorkOrder apply = hands.approved(order());
    hands.killSwitch().pull("*", "ana", "api", "stop");
    try {
      StepResult result = hands.steps().apply(apply);
      assertThat(result.outcome()).isEqualTo(Outcome.STOPPED);
      assertThat(result.code()).isEqualTo("KILL_SWITCH");
      assertThat(lamp.calls).hasValue(0);
    } finally {
      hands.killSwitch().release("*", "ana", "api", "over");
    }
  }

  @Test
  void aHoldThatCameAfterTheApprovalStopsTheCallAndSaysWhich() {
    WorkOrder apply = hands.approved(order());
    held(apply, "NO_ROLLBACK");
    int calls = lamp.calls.get();
    ActionReport report = hands.execute(apply);

    assertThat(report.outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(report.code()).isEqualTo("HELD");
    assertThat(report.params()).containsEntry("hold", "NO_ROLLBACK");
    assertThat(lamp.calls).hasValue(calls);
    assertThat(hands.claims().find(apply)).isEmpty();
  }

  @Test
  void whatOnlyAPolicyApprovedIsNotCalledOnceItWouldNoLonger() {
    WorkOrder apply = hands.approved(order());
    held(apply, ContainmentActivities.POLICY_GONE);
    int calls = lamp.calls.get();
    ActionReport report = hands.execute(apply);

    assertThat(report.outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(report.code()).isEqualTo(ContainmentActivities.POLICY_GONE);
    assertThat(lamp.calls).hasValue(calls);
    assertThat(hands.claims().find(apply)).isEmpty();
  }

  @Test
  void whatWaitsForItsTurnMeetsTheHoldThatCameMeanwhile() {
    WorkOrder first = hands.approved(order()).in("lab", Risk.DISRUPTIVE, 1);
    hands.steps().apply(first);
    ledger("update ledger_entry set attempts = 1 where incident = :id", first);
    WorkOrder second = hands.approved(order()).in("lab", Risk.DISRUPTIVE, 1);
    int calls = lamp.calls.get();
    assertThatThrownBy(() -> hands.steps().apply(second))
        .hasStackTraceContaining(ContainmentActivities.NOT_CLAIMED);

    held(second, "EVIDENCE_FIRST");
    assertThat(hands.steps().apply(second).code()).isEqualTo("HELD");
    assertThat(lamp.calls).hasValue(calls);

    ledger("update ledger_entry set held = null where incident = :id", second);
    ledger("update ledger_entry set state = 'APPLIED' where incident = :id", first);
    assertThat(hands.steps().apply(second).outcome()).isEqualTo(Outcome.APPLIED);
  }

  private void held(WorkOrder order, String hold) {
    ledger("update ledger_entry set held = '" + hold + "' where incident = :id", order);
  }

  private void ledger(String sql, WorkOrder order) {
    JdbcClient.create(database.dataSource()).sql(sql).param("id", order.incident()).update();
  }

  @Test
  void whatMustWaitForItsTurnSaysForWhichActionAndCallsNothing() {
    WorkOrder first = hands.approved(order()).in("prod", Risk.DISRUPTIVE, 1);
    hands.steps().apply(first);
    ledger("update ledger_entry set attempts = 1 where incident = :id", first);
    int calls = lamp.calls.get();

    assertThatThrownBy(
            () -> hands.steps().apply(hands.approved(order()).in("prod", Risk.DISRUPTIVE, 1)))
        .hasStackTraceContaining(ContainmentActivities.NOT_CLAIMED)
        .satisfies(
            waits -> {
              StepResult said = details(waits);
              assertThat(said.code()).isEqualTo(ContainmentActivities.ENVIRONMENT_BUSY);
              assertThat(said.params())
                  .containsEntry("incident", first.incident())
                  .containsEntry("otherAction", "A1")
                  .containsEntry("environment", "prod");
            });
    assertThat(lamp.calls).hasValue(calls);
  }

  private static StepResult details(Throwable failure) {
    Throwable cause = failure;
    while (!(cause instanceof ApplicationFailure)) {
      cause = Objects.requireNonNull(cause.getCause());
    }
    return ((ApplicationFailure) cause).getDetails().get(0, StepResult.class);
  }

  @Test
  void withoutPostgresThereIsNoClaimAndNoCall() {
    try (TestDatabase going = TestDatabase.fresh();
        Hands there = new Hands(going, lamp)) {
      WorkOrder apply = there.approved(there.order("test.light", Params.of("name", "hall"), false));
      going.goAway();

      assertThatThrownBy(() -> there.steps().apply(apply))
          .cause()
          .isInstanceOfSatisfying(
              ApplicationFailure.class,
              failure ->
                  assertThat(failure.getType()).isEqualTo(ContainmentActivities.NOT_CLAIMED));
      assertThat(lamp.calls).hasValue(0);

      going.comeBack();
      await()
          .ignoreExceptions()
          .untilAsserted(
              () -> assertThat(there.steps().apply(apply).outcome()).isEqualTo(Outcome.APPLIED));
      assertThat(lamp.calls).hasValue(1);
    }
  }

  @Test
  void anApprovedOrderWhoseTargetCannotBeReadSaysWhyItWaitsAndIsThenCarriedOut() {
    WorkOrder apply = hands.approved(order());
    AtomicInteger looks = new AtomicInteger();
    lamp.look =
        () -> {
          if (looks.incrementAndGet() <= 4) {
            throw new IllegalStateException("refused for " + lamp.secret);
          }
        };

    ActionReport report = hands.execute(apply);

    assertThat(report.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(lamp.calls).hasValue(1);
    assertThat(hands.told(apply))
        .extracting(ActionReport::code)
        .containsExactly("TARGET_UNREADABLE_YET", ContainmentActivities.READ_AGAIN);
    assertThat(hands.told(apply).getFirst().params())
        .containsEntry("failure", "IllegalStateException");
    assertThat(hands.told(apply).toString()).doesNotContain(lamp.secret);
  }

  @Test
  void aRefusalIsFinalAndExplained() {
    lamp.apply =
        call -> {
          throw new ActionRefusedException("lamp.broken", "why", "password=hunter2");
        };
    ActionReport report = hands.execute(hands.approved(order()));

    assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(report.code()).isEqualTo("lamp.broken");
    assertThat(report.params().get("why")).startsWith("password=").doesNotContain("hunter2");
    assertThat(lamp.calls).hasValue(1);
  }

  // ---- when nobody knows ----

  @Test
  void aLostAnswerIsSettledByReadingAndNeverRepeated() {
    lamp.apply =
        call -> {
          throw lost();
        };
    lamp.effect = call -> Effect.ours("lamp", "lit");
    WorkOrder apply = hands.approved(order());
    ActionReport report = hands.execute(apply);

    assertThat(report.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(lamp.calls).hasValue(1);
    assertThat(hands.claims().find(apply).orElseThrow().outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(report.toString()).doesNotContain("hunter2");
  }

  @Test
  void anEffectThatSomebodyElseMayHaveMadeIsNotClaimedAsOurs() {
    lamp.apply =
        call -> {
          throw lost();
        };
    lamp.effect = call -> Effect.unproven();
    ActionReport report = hands.execute(hands.approved(order()));

    assertThat(report.outcome()).isEqualTo(Outcome.ACHIEVED_CAUSE_UNPROVEN);
    assertThat(lamp.calls).hasValue(1);
  }

  @Test
  void aCallWithoutEffectIsNotRepeatedWhereARepeatCouldDoHarm() {
    lamp.apply =
        call -> {
          throw lost();
        };
    ActionReport report = hands.execute(hands.approved(order()));

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.code()).isEqualTo("NO_EFFECT");
    assertThat(lamp.calls).hasValue(1);
  }

  @Test
  void aCallWithoutEffectIsRepeatedOnceWhereARepeatIsHarmless() {
    lamp.harmless = true;
    lamp.apply =
        call -> {
          if (lamp.calls.get() == 1) {
            throw lost();
          }
          return Receipt.accepted();
        };
    ActionReport report = hands.execute(hands.approved(order()));

    assertThat(report.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(lamp.calls).hasValue(2);
  }

  @Test
  void whatCertainlyDidNotTakeEffectIsTriedOnceMore() {
    lamp.apply =
        call -> {
          if (lamp.calls.get() == 1) {
            throw new NotTakenException("lamp.throttled", null);
          }
          return Receipt.accepted();
        };
    assertThat(hands.execute(hands.approved(order())).outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(lamp.calls).hasValue(2);
  }

  @Test
  void readsThatFailAreReadAgain() {
    lamp.apply =
        call -> {
          throw lost();
        };
    int[] reads = {0};
    lamp.effect =
        call -> {
          if (++reads[0] < 3) {
            throw new IllegalStateException("unreadable");
          }
          return Effect.ours();
        };
    assertThat(hands.execute(hands.approved(order())).outcome()).isEqualTo(Outcome.APPLIED);
  }

  @Test
  void settlingAnOrderThatNobodyClaimedForbidsItForGood() {
    WorkOrder apply = hands.approved(order());
    StepResult settled = hands.steps().settle(apply);
    StepResult late = hands.steps().apply(apply);

    assertThat(settled.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(settled.code()).isEqualTo("NEVER_CALLED");
    assertThat(settled.harmlessToRepeat()).isTrue();
    assertThat(late.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(lamp.calls).hasValue(0);
    assertThat(hands.steps().settle(apply)).isEqualTo(settled);
  }

  @Test
  void anOutcomeWhoseReportWasLostIsKnownWithoutReading() {
    WorkOrder apply = hands.approved(order());
    hands.steps().apply(apply);
    lamp.effect =
        call -> {
          throw new AssertionError("there is nothing to read");
        };
    assertThat(hands.steps().settle(apply).outcome()).isEqualTo(Outcome.APPLIED);
  }

  @Test
  void theTokenIsTheSameForACallAndAnotherForTheNext() {
    String[] tokens = new String[2];
    lamp.harmless = true;
    lamp.apply =
        call -> {
          tokens[lamp.calls.get() - 1] = call.token();
          throw lost();
        };
    lamp.effect =
        call -> {
          assertThat(call.token()).isEqualTo(tokens[lamp.calls.get() - 1]);
          return Effect.absent();
        };
    hands.execute(hands.approved(order()));

    assertThat(tokens[0]).matches("[0-9a-f]{64}").isNotEqualTo(tokens[1]);
  }

  // ---- verify ----

  @Test
  void verifyWaitsUntilTheEffectIsThere() {
    int[] reads = {0};
    lamp.verify =
        call ->
            ++reads[0] < 3
                ? Progress.running("lamp.warming", "done", "1", "of", "3")
                : Progress.done(true, "lamp.lit");
    ActionReport report = hands.execute(hands.approved(order()));

    assertThat(report.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(report.code()).isEqualTo("lamp.lit");
    assertThat(report.capture()).isNull();
  }

  @Test
  void whatCannotBeUndoneOnceItIsDoneIsReportedSo() {
    lamp.verify = call -> Progress.done(false, "lamp.lit");
    ActionReport report = hands.execute(hands.approved(order()));

    assertThat(report.capture()).isNotNull();
    assertThat(report.capture().undoable()).isFalse();
  }

  @Test
  void anEffectThatDoesNotComeInTimeIsSaidSo() {
    lamp.verifyTime = Duration.ofSeconds(1);
    lamp.verify = call -> Progress.running("lamp.warming", "done", "1", "of", "3");
    ActionReport report = hands.execute(hands.approved(order()));

    assertThat(report.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(report.code()).isEqualTo("NOT_IN_TIME");
    assertThat(report.params()).containsEntry("done", "1").containsEntry("of", "3");
  }

  // ---- undo ----

  private WorkOrder undoOf(WorkOrder apply) {
    return Hands.as(
        OrderKind.UNDO, apply, apply.digest(), Instant.now().plus(Duration.ofMinutes(30)));
  }

  @Test
  void undoMakesOneCall() {
    WorkOrder apply = hands.approved(order());
    hands.steps().apply(apply);
    WorkOrder undo = undoOf(apply);

    assertThat(hands.execute(undo).outcome()).isEqualTo(Outcome.UNDONE);
    assertThat(hands.steps().undo(undo).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(lamp.undos).hasValue(1);
  }

  @Test
  void anUndoWhoseAnswerWasLostIsSettledByReading() {
    WorkOrder apply = hands.approved(order());
    hands.steps().apply(apply);
    lamp.undo =
        call -> {
          throw lost();
        };
    lamp.undoEffect = call -> Effect.ours();

    assertThat(hands.execute(undoOf(apply)).outcome()).isEqualTo(Outcome.UNDONE);
    assertThat(lamp.undos).hasValue(1);
  }

  @Test
  void anUndoThatComesTooLateSaysWhy() {
    WorkOrder apply = hands.approved(order());
    hands.steps().apply(apply);
    lamp.undo =
        call -> {
          throw new ActionRefusedException("lamp.sold");
        };
    ActionReport report = hands.execute(undoOf(apply));

    assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(report.code()).isEqualTo("lamp.sold");
  }

  @Test
  void withoutItsCaptureNothingIsUndone() {
    WorkOrder undo = Hands.as(OrderKind.UNDO, order(), "0".repeat(64), null);
    StepResult result = hands.steps().undo(undo);

    assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(result.code()).isEqualTo("CAPTURE_LOST");
    assertThat(lamp.undos).hasValue(0);
  }

  // ---- drills, dry ----

  @Test
  void aDrillTakesTheSamePathUpToTheCall() {
    WorkOrder apply = hands.approved(hands.order("test.light", Params.of("name", "hall"), true));
    ActionReport report = hands.execute(apply);
    ActionReport undone = hands.execute(undoOf(apply));

    assertThat(report.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(report.code()).isEqualTo("SIMULATED");
    assertThat(report.params().get("call")).as("what would have been sent").contains("hall");
    assertThat(undone.outcome()).isEqualTo(Outcome.UNDONE);
    assertThat(undone.code()).isEqualTo("SIMULATED");
    assertThat(lamp.calls).hasValue(0);
    assertThat(lamp.undos).hasValue(0);
    assertThat(hands.claims().of(apply.incident())).hasSize(2);
  }

  @Test
  void aDrillThatCannotReachItsTargetImaginesIt() {
    lamp.reaches = false;
    WorkOrder apply = hands.approved(hands.order("test.light", Params.of("name", "hall"), true));

    assertThat(hands.execute(apply).code()).isEqualTo("SIMULATED");
  }

  @Test
  void whatNobodyHereCanExecuteIsDoneByHandWhereThePlaybookSaysHow() {
    WorkOrder order =
        hands.order(
            "lamp.dim", Params.of("name", "hall", "instruction", "Turn the dimmer down"), false);
    WorkOrder apply = hands.approved(order);
    ActionReport report = hands.execute(apply);

    assertThat(report.outcome()).isEqualTo(Outcome.WITH_PERSON);
    assertThat(lamp.calls).hasValue(0);
  }

  @Test
  void whatCannotBeReachedIsHandedToAPersonWithTheExactCall() {
    lamp.reaches = false;
    WorkOrder order = order();
    StepResult captured = hands.steps().capture(order);
    StepResult applied = hands.steps().apply(hands.approved(order));

    assertThat(captured.code()).isEqualTo("DRY");
    assertThat(captured.capture().undoable()).isFalse();
    assertThat(applied.outcome()).isEqualTo(Outcome.WITH_PERSON);
    assertThat(applied.code()).isEqualTo("DRY");
    assertThat(applied.params())
        .containsEntry("call", "lamp:Light hall")
        .containsEntry("instruction", "light hall");
    assertThat(lamp.calls).hasValue(0);
  }

  // ---- manual ----

  @Test
  void anInstructionGoesToAPersonInADrillToo() {
    for (boolean drill : new boolean[] {false, true}) {
      WorkOrder apply =
          hands.approved(
              hands.order(
                  "manual", Params.of("instruction", "Call them", "undo", "Call again"), drill));
      ActionReport report = hands.execute(apply);
      ActionReport undo = hands.execute(undoOf(apply));

      assertThat(report.outcome()).isEqualTo(Outcome.WITH_PERSON);
      assertThat(report.params()).containsEntry("instruction", "Call them");
      assertThat(undo.outcome()).isEqualTo(Outcome.WITH_PERSON);
      assertThat(undo.params()).containsEntry("instruction", "Call again");
    }
  }

  @Test
  void anInstructionWithoutAnUndoCannotBeUndone() {
    WorkOrder order = hands.order("manual", Params.of("instruction", "Call them"), false);

    assertThat(hands.captured(order).undoable()).isFalse();
  }

  @Test
  void anInstructionWhoseReportWasLostIsHandedOutAgain() {
    WorkOrder apply =
        hands.approved(hands.order("manual", Params.of("instruction", "Call them"), false));
    hands.steps().apply(apply);
    StepResult settled = hands.steps().settle(apply);

    assertThat(settled.outcome()).isEqualTo(Outcome.WITH_PERSON);
    assertThat(settled.params()).containsEntry("instruction", "Call them");
  }
}
