package dev.aceiro.workflows.incident;

import static dev.aceiro.workflows.incident.Drive.LEAD;
import static dev.aceiro.workflows.incident.Drive.ON_CALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.workflows.PlooralPlan;
import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.Approval;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.ContainmentActivities;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.policy.ApprovalRule;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many must approve, who they may be, for how long and for what it counts. */
@Timeout(60)
class ApprovalsTest {
  private static final Actor MANAGER =
      new Actor("plooral/engineering-manager", List.of("engineering-manager"), "api");
  private static final Actor SECURITY =
      new Actor("plooral/security-team", List.of("security-team"), "api");

  /** Two of lead and manager, the proposer not among them, for fifteen minutes. */
  private static final ApprovalRule TWO =
      new ApprovalRule(
          Risk.DISRUPTIVE, 2, List.of("platform-lead", "engineering-manager"), false, 1);

  private static Drive proposed(ApprovalRule rule, Actor proposer) {
    Drive drive = new Drive("P0", PlooralPlan.approving(rule), world -> {});
    drive.world.risk = rule.risk();
    drive.at(Duration.ofMinutes(1)).decide(ON_CALL, "triage", "environment", "prod");
    // Not while one run gives way to the next: the engine of these tests loses its way there.
    drive.at(Duration.ofMinutes(2));
    drive.decide(
        proposer,
        "propose-action",
        "type",
        "ecs.force-new-deployment",
        "parameters",
        Params.of("service", "plooral-api-service"),
        "reason",
        "does not answer");
    return drive.until(state -> first(state).state() == ActionState.WAITING);
  }

  @Test
  void whatIsDestructiveNeedsAWordWhateverTheProfileSays() {
    try (Drive drive = proposed(new ApprovalRule(Risk.DESTRUCTIVE, 0, List.of(), true), ON_CALL)) {
      assertThat(drive.world.calls).hasValue(0);
    }
  }

  private static Action first(IncidentState state) {
    return state.actions().getFirst();
  }

  private static String digest(Drive drive) {
    return Objects.requireNonNull(first(drive.state()).capture()).digest();
  }

  private static void approve(Drive drive, Actor actor, String digest) {
    drive.decide(actor, "approve-action", "action", "A1", "digest", digest);
  }

  private static void approve(Drive drive, Actor actor) {
    approve(drive, actor, digest(drive));
  }

  private static void refused(Drive drive, Actor actor, RefusalCode why) {
    refused(drive, actor, digest(drive), why);
  }

  private static void refused(Drive drive, Actor actor, String digest, RefusalCode why) {
    assertThatThrownBy(() -> approve(drive, actor, digest))
        .isInstanceOf(WorkflowUpdateException.class)
        .hasStackTraceContaining(why.name());
  }

  private static ActionState state(Drive drive) {
    return first(drive.state()).state();
  }

  private static void applied(Drive drive) {
    drive.until(state -> first(state).state() == ActionState.APPLIED);
    assertThat(drive.world.calls).hasValue(1);
  }

  @Test
  void itRunsOnceTwoDistinctPeopleOfTheNamedRolesHaveApproved() {
    try (Drive drive = proposed(TWO, ON_CALL)) {
      refused(drive, SECURITY, RefusalCode.NEEDS_APPROVER_ROLE);
      approve(drive, LEAD);
      refused(drive, LEAD, RefusalCode.ALREADY_APPROVED);
      drive.at(Duration.ofMinutes(10));
      assertThat(state(drive)).isEqualTo(ActionState.WAITING);
      assertThat(drive.world.calls).hasValue(0);

      approve(drive, MANAGER);
      applied(drive);
    }
  }

  @Test
  void whoProposedItIsNotAmongThem() {
    try (Drive drive = proposed(TWO, LEAD)) {
      refused(drive, LEAD, RefusalCode.NEEDS_OTHER_APPROVER);
    }
  }

  @Test
  void nobodyDecidesAloneOnWhatIsDestructiveWhateverTheProfileSays() {
    ApprovalRule one = new ApprovalRule(Risk.DESTRUCTIVE, 1, List.of(), true);
    try (Drive drive = proposed(one, ON_CALL)) {
      refused(drive, ON_CALL, RefusalCode.NEEDS_OTHER_APPROVER);
      approve(drive, LEAD);
      applied(drive);
    }
  }

  @Test
  void anApprovalExpiresWhileOthersAreStillMissing() {
    try (Drive drive = proposed(TWO, ON_CALL)) {
      approve(drive.at(Duration.ofMinutes(3)), LEAD);
      drive.at(Duration.ofMinutes(19));
      approve(drive, MANAGER);
      drive.at(Duration.ofMinutes(20));
      assertThat(state(drive)).isEqualTo(ActionState.WAITING);
      assertThat(first(drive.state()).approvals())
          .extracting(Approval::person)
          .containsExactly(MANAGER.person());

      approve(drive, LEAD);
      applied(drive);
    }
  }

  @Test
  void whatTheResponderStartsTooLateIsCapturedAndApprovedAgain() {
    try (Drive drive = proposed(TWO, ON_CALL)) {
      drive.world.apply =
          order -> {
            throw ApplicationFailure.newFailure("away", ContainmentActivities.NOT_CLAIMED);
          };
      approve(drive, LEAD);
      approve(drive, MANAGER);
      drive.at(Duration.ofMinutes(10));
      assertThat(state(drive)).isEqualTo(ActionState.APPLYING);
      drive.at(Duration.ofMinutes(30));

      assertThat(state(drive)).isEqualTo(ActionState.WAITING);
      assertThat(first(drive.state()).approvals()).isEmpty();
      assertThat(first(drive.state()).captures()).isEqualTo(2);
      assertThat(drive.codes(EntryCode.ACTION_STALE))
          .singleElement()
          .satisfies(e -> assertThat(e.params()).containsEntry("why", "APPROVAL_EXPIRED"));
      int tried = drive.world.calls.get();
      drive.world.apply = order -> World.step(Outcome.APPLIED);
      drive.at(Duration.ofMinutes(45));
      assertThat(drive.world.calls).hasValue(tried);

      approve(drive, LEAD);
      approve(drive, MANAGER);
      drive.until(state -> first(state).state() == ActionState.APPLIED);
    }
  }

  @Test
  void anApprovalCountsOnlyForWhatItWasGivenFor() {
    try (Drive drive = proposed(TWO, ON_CALL)) {
      String seen = digest(drive);
      approve(drive, LEAD, seen);
      drive.world.apply = order -> World.step(Outcome.STALE);
      approve(drive, MANAGER, seen);
      drive.until(state -> first(state).captures() == 2);
      drive.until(state -> first(state).state() == ActionState.WAITING);
      String moved = digest(drive);

      assertThat(moved).isNotEqualTo(seen);
      assertThat(first(drive.state()).approvals()).isEmpty();
      refused(drive, LEAD, seen, RefusalCode.ACTION_MOVED);
      drive.world.apply = order -> World.step(Outcome.APPLIED);
      approve(drive, LEAD, moved);
      assertThat(state(drive)).isEqualTo(ActionState.WAITING);
      approve(drive, MANAGER, moved);
      drive.until(state -> first(state).state() == ActionState.APPLIED);
      assertThat(drive.codes(EntryCode.ACTION_CAPTURED))
          .extracting(entry -> entry.params().get("digest"))
          .containsExactly(seen, moved);
    }
  }

  @Test
  void whatStandsAsItWasNeedsNoSecondApproval() {
    try (Drive drive = proposed(TWO, ON_CALL)) {
      AtomicBoolean late = new AtomicBoolean(true);
      drive.world.digest = order -> "the same";
      drive.decide(LEAD, "reject-action", "action", "A1", "reason", "with another digest");
      drive.decide(
          ON_CALL, "propose-action", "type", "ecs.force-new-deployment", "reason", "again");
      drive.until(state -> state.actions().getLast().state() == ActionState.WAITING);
      drive.world.apply =
          order -> World.step(late.getAndSet(false) ? Outcome.STALE : Outcome.APPLIED);
      for (Actor actor : List.of(LEAD, MANAGER)) {
        drive.decide(actor, "approve-action", "action", "A2", "digest", "the same");
      }
      drive.until(state -> state.actions().getLast().state() == ActionState.APPLIED);
      assertThat(drive.state().actions().getLast().captures()).isEqualTo(2);
    }
  }

  @Test
  void aRefusalEndsItAlsoForThoseWhoApproved() {
    try (Drive drive = proposed(TWO, ON_CALL)) {
      String seen = digest(drive);
      approve(drive, LEAD, seen);
      drive.decide(SECURITY, "reject-action", "action", "A1", "reason", "evidence first");
      assertThat(state(drive)).isEqualTo(ActionState.REJECTED);
      refused(drive, MANAGER, seen, RefusalCode.NOTHING_WAITS_FOR_APPROVAL);
      drive.at(Duration.ofMinutes(20));
      assertThat(drive.world.calls).hasValue(0);
    }
  }

  @Test
  void onlyItsProposerTakesItBack() {
    try (Drive drive = proposed(TWO, ON_CALL)) {
      assertThatThrownBy(
              () -> drive.decide(LEAD, "withdraw-action", "action", "A1", "reason", "no"))
          .hasStackTraceContaining(RefusalCode.ONLY_THE_PROPOSER.name());
      approve(drive, LEAD);
      drive.decide(ON_CALL, "withdraw-action", "action", "A1", "reason", "found the cause");
      assertThat(state(drive)).isEqualTo(ActionState.WITHDRAWN);
      drive.at(Duration.ofMinutes(20));
      assertThat(drive.world.calls).hasValue(0);
    }
  }

  @Test
  void anActionWhoseEnvironmentIsBusySaysForWhatItWaitsAndBeginsByItself() {
    try (Drive drive = proposed(TWO, ON_CALL)) {
      AtomicBoolean busy = new AtomicBoolean(true);
      drive.world.apply =
          order -> {
            assertThat(order.risk()).isEqualTo(Risk.DISRUPTIVE);
            assertThat(order.environment()).isEqualTo("prod");
            assertThat(order.atOnce()).isEqualTo(1);
            if (busy.get()) {
              throw ApplicationFailure.newFailure(
                  "busy", ContainmentActivities.NOT_CLAIMED, waiting());
            }
            return World.step(Outcome.APPLIED);
          };
      approve(drive, LEAD);
      approve(drive, MANAGER);
      drive.until(state -> first(state).code().equals(ContainmentActivities.ENVIRONMENT_BUSY));
      assertThat(state(drive)).isEqualTo(ActionState.APPLYING);
      assertThat(first(drive.state()).params()).containsEntry("incident", "INC-7");
      drive.at(Duration.ofMinutes(5));
      assertThat(drive.codes(EntryCode.ACTION_WAITS)).hasSize(1);

      busy.set(false);
      drive.until(state -> first(state).state() == ActionState.APPLIED);
    }
  }

  private static StepResult waiting() {
    return new StepResult(
        Outcome.UNREADABLE,
        null,
        true,
        ContainmentActivities.ENVIRONMENT_BUSY,
        Params.of("incident", "INC-7", "otherAction", "A2"));
  }

  @Test
  void aCaptureSaysWhatItFoundBeforeAnybodyApproves() {
    try (Drive drive = proposed(TWO, ON_CALL)) {
      Capture capture = first(drive.state()).capture();
      assertThat(capture).isNotNull();
      assertThat(capture.target()).isEqualTo("plooral-api-service");
      assertThat(capture.risk()).isEqualTo(Risk.DISRUPTIVE);
    }
  }
}
