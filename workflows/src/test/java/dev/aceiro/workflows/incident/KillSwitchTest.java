package dev.aceiro.workflows.incident;

import static dev.aceiro.workflows.incident.Drive.LEAD;
import static dev.aceiro.workflows.incident.Drive.ON_CALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.ContainmentActivities;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.containment.SwitchEvent;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The switch that stops all containment, as an incident lives through it. */
@Timeout(60)
class KillSwitchTest {
  private static final StepResult STOPPED =
      new StepResult(Outcome.STOPPED, null, false, "KILL_SWITCH", Params.none());

  private static void thrown(Drive drive, long id, String scope, boolean pulled) {
    drive
        .client()
        .signal(
            "switched",
            new SwitchEvent(
                id, scope, pulled, "plooral/platform-lead", "api", "wrong account", drive.now()));
    drive.until(state -> state.stops().stream().anyMatch(s -> s.id() == id) == pulled);
  }

  private static Drive waiting() {
    Drive drive = new Drive("P0");
    drive.at(Duration.ofMinutes(1)).decide(ON_CALL, "triage", "scenario", "api-errors");
    // Not while one run gives way to the next: the engine of these tests loses its way there.
    drive.at(Duration.ofMinutes(2));
    drive.decide(
        ON_CALL, "propose-action", "type", "ecs.force-new-deployment", "reason", "does not answer");
    drive.until(state -> first(state).state() == ActionState.WAITING);
    return drive;
  }

  private static Action first(IncidentState state) {
    return state.actions().getFirst();
  }

  private static void approve(Drive drive) {
    String digest = first(drive.state()).capture().digest();
    drive.decide(LEAD, "approve-action", "action", "A1", "digest", digest);
  }

  private static void refused(Runnable said) {
    assertThatThrownBy(said::run)
        .isInstanceOf(WorkflowUpdateException.class)
        .hasStackTraceContaining(RefusalCode.CONTAINMENT_STOPPED.name())
        .hasStackTraceContaining("wrong account");
  }

  @Test
  void whatIsPulledAndReleasedIsOnTheTimelineOnceHoweverOftenItIsTold() {
    try (Drive drive = new Drive("P0")) {
      drive.at(Duration.ofMinutes(1));
      thrown(drive, 1, "*", true);
      thrown(drive, 1, "*", true);
      thrown(drive, 2, "plooral", true);
      thrown(drive, 3, "*", false);
      drive.client().signal("switched", new SwitchEvent(1, "*", true, "x", "api", "", drive.now()));
      drive.at(Duration.ofMinutes(2));

      assertThat(drive.codes(EntryCode.CONTAINMENT_STOPPED))
          .hasSize(2)
          .allSatisfy(
              entry -> {
                assertThat(entry.by()).isEqualTo("plooral/platform-lead");
                assertThat(entry.params()).containsEntry("reason", "wrong account");
              });
      assertThat(drive.codes(EntryCode.CONTAINMENT_RELEASED)).hasSize(1);
      assertThat(drive.state().stops()).extracting(SwitchEvent::scope).containsExactly("plooral");
    }
  }

  @Test
  void nothingIsApprovedWhileItIsPulledAndEverythingAfterwards() {
    try (Drive drive = waiting()) {
      thrown(drive, 1, "*", true);

      refused(() -> approve(drive));
      thrown(drive, 2, "*", false);
      approve(drive);

      drive.until(state -> first(state).state() == ActionState.APPLIED);
      assertThat(drive.world.calls).hasValue(1);
    }
  }

  @Test
  void anApprovedActionThatMeetsItWaitsToBeApprovedAgainAndIsNotLost() {
    try (Drive drive = waiting()) {
      drive.world.apply = order -> STOPPED;
      approve(drive);
      drive.until(state -> first(state).code().equals("KILL_SWITCH"));

      Action stopped = first(drive.state());
      assertThat(stopped.state()).isEqualTo(ActionState.WAITING);
      assertThat(stopped.approvals()).isEmpty();
      assertThat(stopped.capture()).isNotNull();
      assertThat(drive.state().orders()).isEmpty();

      drive.world.apply = order -> World.step(Outcome.APPLIED);
      approve(drive);
      drive.until(state -> first(state).state() == ActionState.APPLIED);
      assertThat(drive.codes(EntryCode.ACTION_STOPPED)).hasSize(1);
    }
  }

  @Test
  void anActionThatWaitsForTheDatabaseIsStoppedBeforeItsCall() {
    try (Drive drive = waiting()) {
      drive.world.apply =
          order -> {
            throw ApplicationFailure.newFailure("away", ContainmentActivities.NOT_CLAIMED);
          };
      approve(drive);
      drive.at(Duration.ofMinutes(4));
      assertThat(first(drive.state()).state()).isEqualTo(ActionState.APPLYING);
      int tried = drive.world.calls.get();
      assertThat(tried).isGreaterThan(3);

      thrown(drive, 1, "plooral", true);
      drive.world.apply = order -> STOPPED;
      drive.until(state -> first(state).state() == ActionState.WAITING);

      int last = drive.world.calls.get();
      drive.world.apply = order -> World.step(Outcome.APPLIED);
      drive.at(Duration.ofMinutes(40));
      assertThat(drive.world.calls).hasValue(last);
      refused(() -> approve(drive));
    }
  }

  @Test
  void anUndoThatMeetsItLeavesTheActionAppliedAndCanBeOrderedAgain() {
    try (Drive drive = waiting()) {
      approve(drive);
      drive.until(state -> first(state).state() == ActionState.APPLIED);
      drive.world.undo = order -> STOPPED;
      drive.decide(LEAD, "undo-action", "action", "A1", "reason", "back");
      drive.until(state -> first(state).code().equals("KILL_SWITCH"));
      assertThat(first(drive.state()).state()).isEqualTo(ActionState.APPLIED);

      thrown(drive, 1, "*", true);
      refused(() -> drive.decide(LEAD, "undo-action", "action", "A1", "reason", "back"));
      thrown(drive, 2, "*", false);
      drive.world.undo = order -> World.step(Outcome.UNDONE);
      drive.decide(LEAD, "undo-action", "action", "A1", "reason", "back");
      drive.until(state -> first(state).state() == ActionState.UNDONE);
      assertThat(drive.codes(EntryCode.UNDO_STOPPED)).hasSize(1);
    }
  }

  @Test
  void aRetryThatMeetsItIsStillSomethingThatNobodyKnows() {
    try (Drive drive = waiting()) {
      drive.world.apply = order -> World.step(Outcome.UNKNOWN);
      approve(drive);
      drive.until(state -> first(state).state() == ActionState.OUTCOME_UNKNOWN);
      drive.world.apply = order -> STOPPED;
      drive.decide(LEAD, "retry-action", "action", "A1", "reason", "again");
      drive.until(state -> first(state).code().equals("KILL_SWITCH"));
      assertThat(first(drive.state()).state()).isEqualTo(ActionState.OUTCOME_UNKNOWN);
    }
  }

  @Test
  void aResumedIncidentKnowsThatItIsStopped() {
    try (Drive drive = waiting()) {
      thrown(drive, 1, "*", true);
      drive.away(Duration.ofMinutes(10));
      drive.until(state -> state.generation() == 2);
      refused(() -> approve(drive));
    }
  }
}
