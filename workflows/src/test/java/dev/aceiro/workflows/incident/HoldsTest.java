package dev.aceiro.workflows.incident;

import static dev.aceiro.workflows.incident.Drive.LEAD;
import static dev.aceiro.workflows.incident.Drive.ON_CALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.workflows.PlooralPlan;
import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.Hold;
import dev.aceiro.workflows.containment.HoldLift;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.playbook.SuggestedAction;
import dev.aceiro.workflows.policy.ContainmentRules;
import dev.aceiro.workflows.policy.HoldRule;
import dev.aceiro.workflows.policy.ResponsePlan;
import io.temporal.client.WorkflowUpdateException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hold stops what it names, whoever approves it, until what lifts it has happened. */
@Timeout(60)
class HoldsTest {
  static final Actor COMMANDER =
      new Actor("plooral/engineering-manager", List.of("engineering-manager"), "api");
  static final Actor SECURITY = new Actor("plooral/security-team", List.of("security-team"), "api");
  private static final List<String> BOTH = List.of("engineering-manager", "security-team");

  /** SECURITY puts all three, and the playbook of the scenario names these. */
  private static ResponsePlan plan(String... holds) {
    return plan(1, holds);
  }

  /** With so many steps that take a snapshot. */
  private static ResponsePlan plan(int snapshots, String... holds) {
    List<HoldRule> rules = new ArrayList<>();
    for (Hold hold : Hold.values()) {
      rules.add(new HoldRule(hold, List.of("SECURITY"), BOTH, "004 S10"));
    }
    return plan(snapshots, rules, holds);
  }

  private static ResponsePlan plan(int snapshots, List<HoldRule> rules, String... holds) {
    return plan(snapshots, Params.none(), rules, holds);
  }

  /** With steps that state this of the snapshot. */
  private static ResponsePlan plan(
      int snapshots, SortedMap<String, String> stated, String... holds) {
    List<HoldRule> rule = List.of(new HoldRule(Hold.EVIDENCE_FIRST, List.of(), BOTH, "004 S10"));
    return plan(snapshots, stated, rule, holds);
  }

  private static ResponsePlan plan(
      int snapshots, SortedMap<String, String> stated, List<HoldRule> rules, String... holds) {
    return PlooralPlan.plan(
        new ContainmentRules(rules, null, null),
        List.of(
            new Playbook("database-down", "Database", List.of(), List.of(), List.of(), List.of()),
            new Playbook(
                "api-errors",
                "API",
                List.of(),
                List.of(),
                Collections.nCopies(
                    snapshots,
                    new SuggestedAction(
                        "aurora.snapshot",
                        "Snapshot",
                        stated,
                        null,
                        null,
                        null,
                        Nature.EVIDENCE,
                        false,
                        null)),
                List.of(),
                null,
                null,
                List.of(),
                List.of(holds),
                List.of(),
                List.of(),
                null,
                null)));
  }

  static Drive drive(String... holds) {
    return drive(plan(holds));
  }

  private static Drive drive(ResponsePlan plan) {
    Drive drive =
        new Drive(
            "P0",
            plan,
            world -> {
              world.natures.put("railway.rollback", Nature.ROLLBACK);
              world.natures.put("aurora.snapshot", Nature.EVIDENCE);
              world.natures.put("railway.set-variables", Nature.ROTATION);
            });
    drive.at(Duration.ofSeconds(40)).decide(ON_CALL, "acknowledge");
    // What is said while a run leaves for the next keeps this engine's time from being skipped.
    return drive.at(Duration.ofMinutes(1));
  }

  static void propose(Drive drive, String type) {
    int before = drive.state().actions().size();
    drive.decide(
        ON_CALL,
        "propose-action",
        "type",
        type,
        "parameters",
        Map.of("service", type),
        "reason",
        "teste");
    drive.until(
        state ->
            state.actions().size() > before
                && state.actions().getLast().state() != ActionState.CAPTURING);
  }

  static Action action(Drive drive, String id) {
    return drive.state().actions().stream()
        .filter(a -> a.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String digest(Drive drive, String id) {
    Capture capture = action(drive, id).capture();
    if (capture == null) {
      throw new AssertionError(id + " is not captured");
    }
    return capture.digest();
  }

  static void approve(Drive drive, Actor actor, String id) {
    drive.decide(actor, "approve-action", "action", id, "digest", digest(drive, id));
  }

  private static void applied(Drive drive, String id) {
    approve(drive, LEAD, id);
    drive.until(state -> action(drive, id).state() == ActionState.APPLIED);
  }

  static void lift(Drive drive, Actor actor, String hold) {
    drive.decide(actor, "lift-hold", "hold", hold, "reason", "investigado");
  }

  static void refused(RefusalCode why, String part, Runnable said) {
    assertThatThrownBy(said::run)
        .isInstanceOf(WorkflowUpdateException.class)
        .hasStackTraceContaining(why.name())
        .hasStackTraceContaining(part);
  }

  @Test
  void aRollbackIsHeldUntilTwoPeopleWhoMayLiftItHaveSaidSo() {
    try (Drive drive = drive("NO_ROLLBACK")) {
      propose(drive, "railway.rollback");
      propose(drive, "ecs.force-new-deployment");
      refused(RefusalCode.ACTION_HELD, "NO_ROLLBACK", () -> approve(drive, LEAD, "A1"));
      refused(RefusalCode.ACTION_HELD, "security-team", () -> approve(drive, LEAD, "A1"));
      applied(drive, "A2");

      refused(
          RefusalCode.LIFT_NEEDS_ROLE, "security-team", () -> lift(drive, ON_CALL, "NO_ROLLBACK"));
      lift(drive, COMMANDER, "NO_ROLLBACK");
      refused(
          RefusalCode.LIFT_NEEDS_ANOTHER,
          "security-team",
          () -> lift(drive, COMMANDER, "NO_ROLLBACK"));
      refused(RefusalCode.ACTION_HELD, "NO_ROLLBACK", () -> approve(drive, LEAD, "A1"));
      lift(drive, SECURITY, "NO_ROLLBACK");
      applied(drive, "A1");

      assertThat(drive.world.calls).hasValue(2);
      drive.at(Duration.ofMinutes(30));
      assertThat(drive.codes(EntryCode.HOLD_PUT)).hasSize(1);
      assertThat(drive.codes(EntryCode.HOLD_LIFT_SAID)).hasSize(1);
      assertThat(drive.codes(EntryCode.HOLD_LIFTED)).hasSize(1);
    }
  }

  @Test
  void onePersonInBothRolesIsOnePerson() {
    Actor two = new Actor("plooral/two", List.of("engineering-manager", "security-team"), "api");
    try (Drive drive = drive("NO_ROLLBACK")) {
      lift(drive, two, "NO_ROLLBACK");
      refused(RefusalCode.LIFT_NEEDS_ANOTHER, "NO_ROLLBACK", () -> lift(drive, two, "NO_ROLLBACK"));
      assertThat(incident(drive).standingHolds().getFirst().lifted()).isFalse();
      lift(drive, COMMANDER, "NO_ROLLBACK");
      assertThat(incident(drive).standingHolds().getFirst().lifted()).isTrue();
    }
  }

  @Test
  void aRoleThatSomebodyTookOrWasGivenInTheIncidentLiftsNothing() {
    try (Drive drive = drive("NO_ROLLBACK")) {
      lift(drive, SECURITY, "NO_ROLLBACK");
      drive.decide(LEAD, "take-role", "role", "engineering-manager");
      refused(
          RefusalCode.LIFT_NEEDS_ROLE,
          "engineering-manager",
          () -> lift(drive, LEAD, "NO_ROLLBACK"));
      drive.decide(
          COMMANDER, "hand-over-role", "role", "engineering-manager", "person", ON_CALL.person());
      refused(
          RefusalCode.LIFT_NEEDS_ROLE, "NO_ROLLBACK", () -> lift(drive, ON_CALL, "NO_ROLLBACK"));
      lift(drive, COMMANDER, "NO_ROLLBACK");
      assertThat(incident(drive).standingHolds().getFirst().lifted()).isTrue();
    }
  }

  @Test
  void aLeadByTheProfileLiftsWhatNamesNobodyAndOneWhoTookTheRoleDoesNot() {
    ResponsePlan anyLead =
        plan(1, List.of(new HoldRule(Hold.NO_ROLLBACK, List.of("SECURITY"), List.of(), "ours")));
    try (Drive drive = new Drive("P0", anyLead, world -> {})) {
      drive.at(Duration.ofMinutes(1));
      drive.decide(ON_CALL, "raise-flag", "flag", "SECURITY");
      drive.decide(ON_CALL, "take-role", "role", "platform-lead");
      refused(RefusalCode.LIFT_NEEDS_ROLE, "ANY", () -> lift(drive, ON_CALL, "NO_ROLLBACK"));
      lift(drive, LEAD, "NO_ROLLBACK");
      assertThat(incident(drive).standingHolds().getFirst().lifted()).isTrue();
    }
  }

  @Test
  void nothingIsChangedBeforeTheEvidenceIsTaken() {
    try (Drive drive = drive("EVIDENCE_FIRST")) {
      propose(drive, "ecs.force-new-deployment");
      propose(drive, "aurora.snapshot");
      refused(RefusalCode.HELD_FOR_EVIDENCE, "aurora.snapshot", () -> approve(drive, LEAD, "A1"));
      applied(drive, "A2");
      applied(drive, "A1");
      // What was taken is not thrown away, and the rest may be undone.
      refused(RefusalCode.ACTION_HELD, "EVIDENCE_FIRST", () -> undo(drive, "A2"));
      undo(drive, "A1");
    }
  }

  /** The service takes the order and fails afterwards, or is not done in time. */
  @Test
  void evidenceThatFailedIsOwedUntilItIsTakenAnew() {
    for (boolean undoable : List.of(true, false)) {
      try (Drive drive = drive("EVIDENCE_FIRST")) {
        drive.world.undoable = undoable;
        drive.world.verify = order -> World.step(Outcome.FAILED);
        propose(drive, "ecs.force-new-deployment");
        propose(drive, "aurora.snapshot");
        approve(drive, LEAD, "A2");
        drive.until(state -> action(drive, "A2").appliedAt() != null);
        assertThat(action(drive, "A2").neverCame()).isTrue();
        refused(RefusalCode.HELD_FOR_EVIDENCE, "aurora.snapshot", () -> approve(drive, LEAD, "A1"));
        drive.world.verify = order -> World.step(Outcome.APPLIED);
        propose(drive, "aurora.snapshot");
        approve(drive, LEAD, "A3");
        drive.until(state -> action(drive, "A3").appliedAt() != null);
        assertThat(standing(drive, Hold.EVIDENCE_FIRST).taken()).isTrue();
        approve(drive, LEAD, "A1");
      }
    }
  }

  @Test
  void evidenceOfSomethingElseIsNoEvidence() {
    ResponsePlan plan = plan(1, Params.of("service", "aurora.snapshot"), "EVIDENCE_FIRST");
    try (Drive drive = drive(plan)) {
      propose(drive, "ecs.force-new-deployment");
      drive.decide(
          ON_CALL,
          "propose-action",
          "type",
          "aurora.snapshot",
          "parameters",
          Map.of("service", "another"),
          "reason",
          "teste");
      drive.until(state -> action(drive, "A2").state() == ActionState.WAITING);
      applied(drive, "A2");
      refused(
          RefusalCode.HELD_FOR_EVIDENCE,
          "aurora.snapshot (service aurora.snapshot)",
          () -> approve(drive, LEAD, "A1"));
      // What it states is owed under another scenario, too.
      drive.decide(ON_CALL, "triage", "scenario", "database-down");
      drive.at(Duration.ofMinutes(2));
      assertThat(standing(drive, Hold.EVIDENCE_FIRST).taken()).isFalse();
      propose(drive, "aurora.snapshot");
      applied(drive, "A3");
      applied(drive, "A1");
    }
  }

  @Test
  void anIncidentOfOlderRulesCountsEvidenceByItsTypeAndOfEveryEpisode() {
    ResponsePlan plan = plan(1, Params.of("cluster", "broken-into"), "EVIDENCE_FIRST");
    try (Drive drive = drive(plan)) {
      propose(drive, "aurora.snapshot");
      applied(drive, "A1");
      Incident incident = incident(drive);
      incident.state().strict = false;
      incident.state().holdsPut.clear();
      assertThat(incident.standingHolds().getFirst().taken()).isTrue();
      incident.relapse(drive.now(), EntryCode.RELAPSED, Actor.ACEIRO, "de novo");
      assertThat(incident.standingHolds().getFirst().taken()).isTrue();
    }
  }

  @Test
  void evidenceFromBeforeARelapseIsNoEvidence() {
    try (Drive drive = drive("EVIDENCE_FIRST")) {
      propose(drive, "ecs.force-new-deployment");
      propose(drive, "aurora.snapshot");
      applied(drive, "A2");
      Incident incident = incident(drive);
      assertThat(incident.standingHolds().getFirst().taken()).isTrue();
      incident.relapse(drive.now(), EntryCode.RELAPSED, Actor.ACEIRO, "PlooralAPIHighErrorRate");
      assertThat(incident.standingHolds().getFirst())
          .satisfies(
              hold -> {
                assertThat(hold.taken()).isFalse();
                assertThat(hold.evidence()).containsExactly("aurora.snapshot");
              });
      assertThat(incident.holds().stopping(action(drive, "A1"), OrderKind.APPLY)).isNotNull();
    }
  }

  @Test
  void evidenceFirstIsLiftedByPeopleToo() {
    try (Drive drive = drive("EVIDENCE_FIRST")) {
      propose(drive, "ecs.force-new-deployment");
      lift(drive, SECURITY, "EVIDENCE_FIRST");
      lift(drive, COMMANDER, "EVIDENCE_FIRST");
      applied(drive, "A1");
    }
  }

  @Test
  void aReplacedSecretDoesNotComeBack() {
    try (Drive drive = drive("NO_ROTATION_UNDO")) {
      propose(drive, "railway.set-variables");
      applied(drive, "A1");
      refused(RefusalCode.ACTION_HELD, "NO_ROTATION_UNDO", () -> undo(drive, "A1"));
      lift(drive, SECURITY, "NO_ROTATION_UNDO");
      lift(drive, COMMANDER, "NO_ROTATION_UNDO");
      undo(drive, "A1");
    }
  }

  @Test
  void aRetryIsHeldLikeTheFirstAttempt() {
    try (Drive drive = drive()) {
      drive.world.apply = order -> World.step(Outcome.UNKNOWN);
      propose(drive, "railway.rollback");
      approve(drive, LEAD, "A1");
      drive.until(state -> action(drive, "A1").state() == ActionState.OUTCOME_UNKNOWN);
      drive.decide(ON_CALL, "raise-flag", "flag", "SECURITY");
      refused(
          RefusalCode.ACTION_HELD,
          "NO_ROLLBACK",
          () -> drive.decide(LEAD, "retry-action", "action", "A1", "reason", "de novo"));
    }
  }

  @Test
  void aFlagRaisedLaterHoldsWhatWaitsAndClearingItLiftsNothing() {
    try (Drive drive = drive()) {
      propose(drive, "railway.rollback");
      drive.decide(ON_CALL, "raise-flag", "flag", "SECURITY");
      refused(RefusalCode.ACTION_HELD, "NO_ROLLBACK", () -> approve(drive, LEAD, "A1"));
      lift(drive, COMMANDER, "NO_ROLLBACK");
      drive.decide(ON_CALL, "clear-flag", "flag", "SECURITY", "reason", "não era");
      refused(RefusalCode.ACTION_HELD, "security-team", () -> approve(drive, LEAD, "A1"));
      assertThat(standing(drive, Hold.NO_ROLLBACK))
          .satisfies(
              hold -> {
                assertThat(hold.asked()).isFalse();
                assertThat(hold.flags()).containsExactly("SECURITY");
                assertThat(hold.since()).isNotNull();
              });

      // What was said of the flag before says nothing of it now.
      drive.decide(ON_CALL, "raise-flag", "flag", "SECURITY");
      lift(drive, SECURITY, "NO_ROLLBACK");
      assertThat(standing(drive, Hold.NO_ROLLBACK).missing())
          .containsExactly("engineering-manager");
      drive.at(Duration.ofMinutes(30));
      assertThat(drive.codes(EntryCode.HOLD_GONE)).isEmpty();
    }
  }

  @Test
  void whatWasLiftedIsOverOnceNothingAsksForIt() {
    try (Drive drive = drive()) {
      drive.decide(ON_CALL, "raise-flag", "flag", "SECURITY");
      lift(drive, COMMANDER, "NO_ROLLBACK");
      lift(drive, SECURITY, "NO_ROLLBACK");
      drive.decide(ON_CALL, "clear-flag", "flag", "SECURITY", "reason", "não era");
      assertThat(incident(drive).standingHolds())
          .extracting(StandingHold::hold)
          .containsExactly(Hold.EVIDENCE_FIRST, Hold.NO_ROTATION_UNDO);
      drive.at(Duration.ofMinutes(30));
      assertThat(drive.codes(EntryCode.HOLD_GONE)).hasSize(1);
    }
  }

  @Test
  void anotherScenarioLiftsNothing() {
    try (Drive drive = drive("NO_ROLLBACK")) {
      propose(drive, "railway.rollback");
      drive.decide(ON_CALL, "triage", "scenario", "database-down");
      drive.at(Duration.ofMinutes(2));
      refused(RefusalCode.ACTION_HELD, "NO_ROLLBACK", () -> approve(drive, LEAD, "A1"));
      assertThat(standing(drive, Hold.NO_ROLLBACK))
          .satisfies(
              hold -> {
                assertThat(hold.asked()).isFalse();
                assertThat(hold.scenario()).isEqualTo("api-errors");
              });
    }
  }

  @Test
  void theEvidenceOfTheScenarioThatAskedForItIsOwedUnderAnotherOneToo() {
    try (Drive drive = drive("EVIDENCE_FIRST")) {
      propose(drive, "ecs.force-new-deployment");
      drive.decide(ON_CALL, "triage", "scenario", "database-down");
      drive.at(Duration.ofMinutes(2));
      drive.world.natures.put("logs.export", Nature.EVIDENCE);
      propose(drive, "logs.export");
      applied(drive, "A2");
      refused(RefusalCode.HELD_FOR_EVIDENCE, "aurora.snapshot", () -> approve(drive, LEAD, "A1"));
      propose(drive, "aurora.snapshot");
      applied(drive, "A3");
      applied(drive, "A1");
    }
  }

  @Test
  void aHoldOutlivesTheEngineWithWhatPutIt() {
    try (Drive drive = drive()) {
      propose(drive, "railway.rollback");
      drive.decide(ON_CALL, "raise-flag", "flag", "SECURITY");
      drive.decide(ON_CALL, "clear-flag", "flag", "SECURITY", "reason", "não era");
      drive.at(Duration.ofMinutes(5)).away(Duration.ofMinutes(10));
      refused(RefusalCode.ACTION_HELD, "NO_ROLLBACK", () -> approve(drive, LEAD, "A1"));
    }
  }

  @Test
  void whatIsApprovedAndMustBeCapturedAgainIsHeldAndGoesOnWhenThatIsLifted() {
    try (Drive drive = drive()) {
      propose(drive, "railway.rollback");
      drive.world.apply = order -> World.step(Outcome.STALE);
      drive.world.digest = order -> "same";
      drive.decide(ON_CALL, "propose-action", "type", "railway.rollback", "reason", "outra");
      drive.until(state -> action(drive, "A2").state() == ActionState.WAITING);
      drive.world.beforeApply = () -> drive.decide(ON_CALL, "raise-flag", "flag", "SECURITY");
      approve(drive, LEAD, "A2");
      drive.until(state -> action(drive, "A2").captures() == 2);
      drive.until(state -> action(drive, "A2").state() == ActionState.WAITING);
      assertThat(action(drive, "A2").approvals()).hasSize(1);
      drive.world.apply = order -> World.step(Outcome.APPLIED);
      drive.world.beforeApply = () -> {};
      int calls = drive.world.calls.get();
      drive.at(Duration.ofMinutes(8));
      drive.decide(ON_CALL, "clear-flag", "flag", "SECURITY", "reason", "não era");
      drive.at(Duration.ofMinutes(9));
      assertThat(drive.world.calls).hasValue(calls);
      for (String hold : List.of("NO_ROLLBACK", "EVIDENCE_FIRST")) {
        lift(drive, COMMANDER, hold);
        lift(drive, SECURITY, hold);
      }
      drive.until(state -> action(drive, "A2").state() == ActionState.APPLIED);
      assertThat(drive.world.calls).hasValue(calls + 1);
    }
  }

  @Test
  void whatIsLiftedStaysLiftedAfterTheEngineIsLost() {
    try (Drive drive = drive("NO_ROLLBACK")) {
      propose(drive, "railway.rollback");
      lift(drive, COMMANDER, "NO_ROLLBACK");
      drive.at(Duration.ofMinutes(5)).away(Duration.ofMinutes(10));
      lift(drive.at(Duration.ofMinutes(11)), SECURITY, "NO_ROLLBACK");
      drive.at(Duration.ofMinutes(12)).away(Duration.ofMinutes(15));
      drive.at(Duration.ofMinutes(16));
      approve(drive, LEAD, "A1");
      drive.until(state -> action(drive, "A1").state() == ActionState.APPLIED);
    }
  }

  @Test
  void aRelapseHoldsAgain() {
    try (Drive drive = drive("NO_ROLLBACK")) {
      lift(drive, COMMANDER, "NO_ROLLBACK");
      lift(drive, SECURITY, "NO_ROLLBACK");
      Incident incident = incident(drive);
      incident.relapse(drive.now(), EntryCode.RELAPSED, Actor.ACEIRO, "PlooralAPIHighErrorRate");
      assertThat(incident.standingHolds().getFirst().lifted()).isFalse();
    }
  }

  @Test
  void aPlanFromBeforeThereWereRulesHoldsNothing() {
    try (Drive drive = new Drive("P0", PlooralPlan.plan(), world -> {})) {
      drive.decide(ON_CALL, "raise-flag", "flag", "SECURITY");
      assertThat(incident(drive).standingHolds()).isEmpty();
      refused(RefusalCode.HOLD_NOT_STANDING, "HOLD", () -> lift(drive, COMMANDER, "NO_ROLLBACK"));
    }
  }

  @Test
  void peopleAreAssignedToRolesSoThatAsManyAsPossibleAreSpokenFor() {
    HoldLift both = lift("a", "one", "two");
    HoldLift first = lift("b", "one");
    assertThat(HoldLift.missing(List.of("one", "two"), List.of(both, first))).isEmpty();
    assertThat(HoldLift.missing(List.of("one", "two"), List.of(first, lift("c", "one"))))
        .containsExactly("two");
    assertThat(HoldLift.missing(List.of("one", "two"), List.of())).containsExactly("one", "two");
  }

  private static HoldLift lift(String person, String... roles) {
    return new HoldLift(Hold.NO_ROLLBACK, person, List.of(roles), Instant.EPOCH);
  }

  private static void undo(Drive drive, String id) {
    drive.decide(LEAD, "undo-action", "action", id, "reason", "volta");
    drive.until(state -> action(drive, id).state() == ActionState.UNDONE);
  }

  private static StandingHold standing(Drive drive, Hold hold) {
    return incident(drive).standingHolds().stream()
        .filter(one -> one.hold() == hold)
        .findFirst()
        .orElseThrow();
  }

  private static Incident incident(Drive drive) {
    return new Incident(drive.state(), drive.plan);
  }

  @Test
  void whatWasLiftedBeforeAFlagWasKnownHoldsAgain() {
    try (Drive drive = drive("NO_ROLLBACK")) {
      propose(drive, "railway.rollback");
      lift(drive, COMMANDER, "NO_ROLLBACK");
      lift(drive, SECURITY, "NO_ROLLBACK");
      drive.decide(ON_CALL, "raise-flag", "flag", "SECURITY");
      refused(RefusalCode.ACTION_HELD, "NO_ROLLBACK", () -> approve(drive, LEAD, "A1"));
    }
  }

  @Test
  void evidenceIsAskedForThoughNoStepOfThePlaybookTakesIt() {
    try (Drive drive = drive()) {
      triage(drive, "database-down");
      drive.decide(ON_CALL, "raise-flag", "flag", "SECURITY");
      propose(drive, "ecs.force-new-deployment");
      refused(RefusalCode.HELD_FOR_EVIDENCE, "A1", () -> approve(drive, LEAD, "A1"));
      propose(drive, "aurora.snapshot");
      applied(drive, "A2");
      applied(drive, "A1");
    }
  }

  @Test
  void eachStepThatTakesEvidenceIsOwed() {
    try (Drive drive = drive(plan(2, "EVIDENCE_FIRST"))) {
      propose(drive, "ecs.force-new-deployment");
      propose(drive, "aurora.snapshot");
      applied(drive, "A2");
      refused(RefusalCode.HELD_FOR_EVIDENCE, "aurora.snapshot", () -> approve(drive, LEAD, "A1"));
      propose(drive, "aurora.snapshot");
      applied(drive, "A3");
      applied(drive, "A1");
    }
  }

  @Test
  void whatWasLiftedOnceIsNotLiftedWhenItStandsAgain() {
    try (Drive drive = drive("NO_ROLLBACK")) {
      lift(drive, COMMANDER, "NO_ROLLBACK");
      lift(drive, SECURITY, "NO_ROLLBACK");
      triage(drive, "database-down");
      assertThat(incident(drive).standingHolds()).isEmpty();
      triage(drive, "api-errors");
      assertThat(incident(drive).standingHolds())
          .singleElement()
          .satisfies(hold -> assertThat(hold.missing()).containsExactlyElementsOf(BOTH));
    }
  }

  private static void triage(Drive drive, String scenario) {
    drive.decide(ON_CALL, "triage", "severity", "P0", "environment", "prod", "scenario", scenario);
  }
}
