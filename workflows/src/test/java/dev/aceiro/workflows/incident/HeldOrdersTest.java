package dev.aceiro.workflows.incident;

import static dev.aceiro.workflows.incident.Drive.LEAD;
import static dev.aceiro.workflows.incident.Drive.ON_CALL;
import static dev.aceiro.workflows.incident.HoldsTest.COMMANDER;
import static dev.aceiro.workflows.incident.HoldsTest.SECURITY;
import static dev.aceiro.workflows.incident.HoldsTest.action;
import static dev.aceiro.workflows.incident.HoldsTest.approve;
import static dev.aceiro.workflows.incident.HoldsTest.lift;
import static dev.aceiro.workflows.incident.HoldsTest.propose;
import static dev.aceiro.workflows.incident.HoldsTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.ContainmentActivities;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.containment.WorkOrder;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An order that waits is asked for holds again when its call is claimed. */
@Timeout(60)
class HeldOrdersTest {
  private final AtomicBoolean waits = new AtomicBoolean(true);
  private final AtomicInteger made = new AtomicInteger();
  private Drive drive;

  @BeforeEach
  void approved() {
    drive = HoldsTest.drive();
    drive.world.apply = order -> claimed(order, Outcome.APPLIED);
    drive.world.undo = order -> claimed(order, Outcome.UNDONE);
    propose(drive, "railway.rollback");
  }

  @AfterEach
  void end() {
    drive.close();
  }

  /** As the responder does: what the record says at that moment counts. */
  private StepResult claimed(WorkOrder order, Outcome outcome) {
    if (waits.get()) {
      throw ApplicationFailure.newFailure("not its turn", ContainmentActivities.NOT_CLAIMED);
    }
    String hold = Objects.requireNonNull(drive.world.snapshot).held().get(order.action());
    if (hold != null) {
      return new StepResult(Outcome.STOPPED, null, false, "HELD", Params.of("hold", hold));
    }
    made.incrementAndGet();
    return World.step(outcome);
  }

  private void raisedWhileItWaits() {
    drive.pass(Duration.ofSeconds(20));
    drive.decide(ON_CALL, "raise-flag", "flag", "SECURITY");
    assertThat(drive.state().held()).containsEntry("A1", "NO_ROLLBACK");
    waits.set(false);
    drive.until(state -> action(drive, "A1").code().equals("HELD"));
  }

  private void lifted() {
    for (String hold : List.of("NO_ROLLBACK", "EVIDENCE_FIRST")) {
      lift(drive, COMMANDER, hold);
      lift(drive, SECURITY, hold);
    }
  }

  @Test
  void anApprovedActionThatWaitsIsNotCalledUnderAHoldAndIsApprovedAgainAfterIt() {
    approve(drive, LEAD, "A1");
    raisedWhileItWaits();

    assertThat(made).hasValue(0);
    assertThat(action(drive, "A1").state()).isEqualTo(ActionState.WAITING);
    assertThat(action(drive, "A1").approvals()).isEmpty();
    assertThat(drive.state().orders()).isEmpty();
    assertThat(drive.state().held()).isEmpty();
    assertThat(drive.codes(EntryCode.ACTION_STOPPED))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.params())
                    .containsEntry("why", "HELD")
                    .containsEntry("hold", "NO_ROLLBACK"));
    refused(RefusalCode.ACTION_HELD, "NO_ROLLBACK", () -> approve(drive, LEAD, "A1"));

    lifted();
    drive.pass(Duration.ofMinutes(5));
    assertThat(made).as("nothing goes on by itself").hasValue(0);
    approve(drive, LEAD, "A1");
    drive.until(state -> action(drive, "A1").state() == ActionState.APPLIED);
    assertThat(made).hasValue(1);
  }

  @Test
  void aHoldThatIsLiftedBeforeItsTurnComesStopsNothing() {
    approve(drive, LEAD, "A1");
    drive.decide(ON_CALL, "raise-flag", "flag", "SECURITY");
    drive.pass(Duration.ofSeconds(20));
    lifted();
    drive.pass(Duration.ofSeconds(20));
    assertThat(drive.state().held()).isEmpty();
    waits.set(false);
    drive.until(state -> action(drive, "A1").state() == ActionState.APPLIED);
    assertThat(made).hasValue(1);
  }

  @Test
  void anUndoThatWaitsLeavesTheActionApplied() {
    waits.set(false);
    approve(drive, LEAD, "A1");
    drive.until(state -> action(drive, "A1").state() == ActionState.APPLIED);
    waits.set(true);
    drive.decide(LEAD, "undo-action", "action", "A1", "reason", "volta");
    raisedWhileItWaits();

    assertThat(made).hasValue(1);
    assertThat(action(drive, "A1").state()).isEqualTo(ActionState.APPLIED);
    assertThat(drive.codes(EntryCode.UNDO_STOPPED)).hasSize(1);
  }

  @Test
  void aRetryThatWaitsLeavesWhatNobodyKnows() {
    drive.world.apply = order -> World.step(Outcome.UNKNOWN);
    approve(drive, LEAD, "A1");
    drive.until(state -> action(drive, "A1").state() == ActionState.OUTCOME_UNKNOWN);
    drive.world.apply = order -> claimed(order, Outcome.APPLIED);
    drive.decide(LEAD, "retry-action", "action", "A1", "reason", "de novo");
    raisedWhileItWaits();

    assertThat(made).hasValue(0);
    assertThat(action(drive, "A1").state()).isEqualTo(ActionState.OUTCOME_UNKNOWN);
  }

  @Test
  void whatMeetsAHoldAfterItsEngineWasLostIsNotCalledEither() {
    approve(drive, LEAD, "A1");
    drive.decide(ON_CALL, "raise-flag", "flag", "SECURITY");
    drive.at(Duration.ofMinutes(3)).away(Duration.ofMinutes(4));
    waits.set(false);
    drive.until(state -> action(drive, "A1").code().equals("HELD"));
    assertThat(made).hasValue(0);
  }
}
