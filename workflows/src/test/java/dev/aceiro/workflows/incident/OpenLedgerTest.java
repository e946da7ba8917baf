package dev.aceiro.workflows.incident;

import static dev.aceiro.workflows.incident.Drive.LEAD;
import static dev.aceiro.workflows.incident.Drive.ON_CALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.policy.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a call may have done stays on the ledger until somebody has looked at it. */
class OpenLedgerTest {
  private static Action first(IncidentState state) {
    return state.actions().getFirst();
  }

  private static void propose(Drive drive) {
    drive.decide(
        ON_CALL, "propose-action", "type", "ecs.force-new-deployment", "reason", "restart");
    drive.until(state -> first(state).state() == ActionState.WAITING);
  }

  /** An action of which nobody knows whether its call took effect. */
  private static Drive unknown() {
    Drive drive = new Drive("P0");
    drive.at(Duration.ofMinutes(1)).decide(ON_CALL, "triage", "scenario", "api-errors");
    // Not while one run gives way to the next: the engine of these tests loses its way there.
    drive.at(Duration.ofMinutes(2));
    propose(drive);
    drive.world.apply = order -> World.step(Outcome.UNKNOWN);
    Action waiting = first(drive.state());
    drive.decide(LEAD, "approve-action", "action", "A1", "digest", waiting.capture().digest());
    drive.until(state -> first(state).state() == ActionState.OUTCOME_UNKNOWN);
    return drive;
  }

  private static void retry(Drive drive, Outcome outcome) {
    drive.world.apply = order -> World.step(outcome);
    drive.decide(LEAD, "retry-action", "action", "A1", "reason", "again");
  }

  @Test
  void aSecondTryThatFindsTheEffectDoesNotTakeItForNothing() {
    try (Drive drive = unknown()) {
      retry(drive, Outcome.ALREADY);
      drive.until(state -> first(state).state() == ActionState.ACHIEVED_CAUSE_UNPROVEN);

      assertThat(first(drive.state()).appliedAt()).isNotNull();
      assertThat(drive.state().ledgerSettled()).isFalse();
    }
  }

  @Test
  void aSecondTryThatFindsAnotherWorldKeepsWhatWasFoundBeforeTheFirst() {
    try (Drive drive = unknown()) {
      Action before = first(drive.state());
      retry(drive, Outcome.STALE);
      drive.until(
          state ->
              first(state).attempts() == 2 && first(state).state() == ActionState.OUTCOME_UNKNOWN);

      assertThat(first(drive.state()).captures()).isEqualTo(before.captures());
      assertThat(first(drive.state()).capture()).isEqualTo(before.capture());
    }
  }

  @Test
  void aFalseAlarmDoesNotCloseOverAnOpenLedger() {
    try (Drive drive = new Drive("P0")) {
      drive.at(Duration.ofMinutes(2));
      propose(drive);

      assertThatThrownBy(() -> drive.decide(ON_CALL, "false-alarm", "reason", "a test"))
          .hasStackTraceContaining(RefusalCode.LEDGER_OPEN.name());
      drive.decide(ON_CALL, "withdraw-action", "action", "A1", "reason", "not needed");
      drive.decide(ON_CALL, "false-alarm", "reason", "a test");
      assertThat(drive.state().stage()).isEqualTo(Stage.CLOSED);
    }
  }
}
