package dev.aceiro.workflows.incident;

import static dev.aceiro.workflows.incident.Drive.LEAD;
import static dev.aceiro.workflows.incident.Drive.ON_CALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.workflows.PlooralPlan;
import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.policy.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What has been applied is undone in reverse order, or waived, before the incident closes. */
class UndoTest {
  private static void applied(Drive drive, Duration from, String action) {
    Lifecycle.of(drive).contain(from, action);
    until(drive, action, ActionState.APPLIED);
  }

  private static void until(Drive drive, String action, ActionState state) {
    drive.until(now -> entry(now, action).state() == state);
  }

  private static Action entry(IncidentState state, String action) {
    return state.actions().stream().filter(a -> a.id().equals(action)).findFirst().orElseThrow();
  }

  private static void undo(Drive drive, String action) {
    drive.decide(LEAD, "undo-action", "action", action, "reason", "voltar");
  }

  private static void waive(Drive drive, String action) {
    drive.decide(LEAD, "waive-undo", "action", action, "reason", "fica assim");
  }

  private static void refused(Drive drive, String action, RefusalCode why) {
    assertThatThrownBy(() -> undo(drive, action)).hasStackTraceContaining(why.name());
  }

  private static List<OpenReason> keepsOpen(Drive drive) {
    return new Incident(drive.state(), PlooralPlan.plan()).keepsOpen();
  }

  private static void everythingElse(Drive drive) {
    Lifecycle script = Lifecycle.of(drive);
    script.recover(Duration.ofMinutes(30));
    drive.at(Duration.ofHours(20)).decide(ON_CALL, "submit-draft", "text", "rascunho");
    drive.at(Duration.ofHours(26)).decide(LEAD, "end-observation", "reason", "estável");
    drive
        .at(Duration.ofHours(30))
        .decide(LEAD, "complete-review", "when", drive.now().toString(), "who", List.of("ana"));
  }

  @Test
  void whatWasAppliedLastToATargetIsUndoneFirst() {
    try (Drive drive = new Drive("P0")) {
      Lifecycle.of(drive).respond(Duration.ofMinutes(2));
      applied(drive, Duration.ofMinutes(8), "A1");
      applied(drive, Duration.ofMinutes(12), "A2");

      refused(drive, "A1", RefusalCode.UNDO_LATER_FIRST);
      undo(drive, "A2");
      until(drive, "A2", ActionState.UNDONE);
      undo(drive, "A1");
      until(drive, "A1", ActionState.UNDONE);
    }
  }

  @Test
  void anUndoUnderWayIsNotOver() {
    try (Drive drive = new Drive("P0")) {
      Lifecycle.of(drive).respond(Duration.ofMinutes(2));
      applied(drive, Duration.ofMinutes(8), "A1");
      applied(drive, Duration.ofMinutes(12), "A2");
      drive.world.undo = order -> World.step(Outcome.WITH_PERSON);
      undo(drive, "A2");
      until(drive, "A2", ActionState.UNDO_WITH_PERSON);

      refused(drive, "A1", RefusalCode.UNDO_LATER_FIRST);
    }
  }

  @Test
  void aLaterActionThatIsWaivedIsInNobodysWay() {
    try (Drive drive = new Drive("P0")) {
      Lifecycle.of(drive).respond(Duration.ofMinutes(2));
      applied(drive, Duration.ofMinutes(8), "A1");
      applied(drive, Duration.ofMinutes(12), "A2");
      waive(drive, "A2");

      undo(drive, "A1");
      until(drive, "A1", ActionState.UNDONE);
    }
  }

  @Test
  void anUndoOfWhatAnotherHandHasChangedSinceSaysWhyAndCanBeWaived() {
    try (Drive drive = new Drive("P0")) {
      Lifecycle.of(drive).respond(Duration.ofMinutes(2));
      applied(drive, Duration.ofMinutes(8), "A1");
      drive.world.undo =
          order ->
              new StepResult(
                  Outcome.REFUSED,
                  null,
                  false,
                  "CHANGED_SINCE",
                  Params.of("target", "plooral-api-service"));
      undo(drive, "A1");
      until(drive, "A1", ActionState.UNDO_FAILED);

      assertThat(entry(drive.state(), "A1").code()).isEqualTo("CHANGED_SINCE");
      assertThat(drive.codes(EntryCode.UNDO_FAILED).getFirst().params())
          .containsEntry("why", "CHANGED_SINCE")
          .containsEntry("target", "plooral-api-service");
      everythingElse(drive);
      assertThat(keepsOpen(drive)).containsExactly(OpenReason.LEDGER);
      waive(drive, "A1");
      drive.finished();
      assertThat(drive.world.snapshot().stage()).isEqualTo(Stage.CLOSED);
    }
  }

  @Test
  void whatNoCallCanUndoIsNotOfferedAndKeepsNobody() {
    try (Drive drive = new Drive("P0", world -> world.undoable = false)) {
      Lifecycle script = Lifecycle.of(drive);
      script.respond(Duration.ofMinutes(2));
      script.contain(Duration.ofMinutes(8), "A1");
      until(drive, "A1", ActionState.NOTHING_TO_UNDO);

      refused(drive, "A1", RefusalCode.NOTHING_TO_UNDO);
      everythingElse(drive);
      drive.finished();
      assertThat(drive.world.snapshot().stage()).isEqualTo(Stage.CLOSED);
    }
  }

  @Test
  void anEntryInForceKeepsTheIncidentOpenUntilItIsUndone() {
    try (Drive drive = new Drive("P0")) {
      Lifecycle.of(drive).respond(Duration.ofMinutes(2));
      applied(drive, Duration.ofMinutes(8), "A1");
      everythingElse(drive);

      assertThat(keepsOpen(drive)).containsExactly(OpenReason.LEDGER);
      assertThat(drive.state().leftInPlace(entry(drive.state(), "A1"))).isTrue();
      undo(drive, "A1");
      drive.finished();
      assertThat(entry(drive.world.snapshot(), "A1").state()).isEqualTo(ActionState.UNDONE);
    }
  }

  @Test
  void whatMayBeSomebodyElsesAndNoCallUndoesSaysSoAndCanBeWaived() {
    try (Drive drive =
        new Drive(
            "P0",
            world -> {
              world.undoable = false;
              world.apply = order -> World.step(Outcome.ACHIEVED_CAUSE_UNPROVEN);
            })) {
      Lifecycle script = Lifecycle.of(drive);
      script.respond(Duration.ofMinutes(2));
      script.contain(Duration.ofMinutes(8), "A1");
      until(drive, "A1", ActionState.ACHIEVED_CAUSE_UNPROVEN);

      refused(drive, "A1", RefusalCode.NOT_UNDOABLE);
      waive(drive, "A1");
      assertThat(entry(drive.state(), "A1").state()).isEqualTo(ActionState.WAIVED);
    }
  }

  @Test
  void whatNobodyKnowsTheOutcomeOfCanBeWaived() {
    try (Drive drive =
        new Drive("P0", world -> world.apply = order -> World.step(Outcome.UNKNOWN))) {
      Lifecycle script = Lifecycle.of(drive);
      script.respond(Duration.ofMinutes(2));
      script.contain(Duration.ofMinutes(8), "A1");
      until(drive, "A1", ActionState.OUTCOME_UNKNOWN);

      refused(drive, "A1", RefusalCode.NOTHING_TO_UNDO);
      waive(drive, "A1");
      assertThat(entry(drive.state(), "A1").state()).isEqualTo(ActionState.WAIVED);
    }
  }

  @Test
  void aLaterActionOnAnotherTargetIsInNobodysWay() {
    try (Drive drive = new Drive("P0")) {
      Lifecycle.of(drive).respond(Duration.ofMinutes(2));
      applied(drive, Duration.ofMinutes(8), "A1");
      drive.decide(
          ON_CALL,
          "propose-action",
          "type",
          "ecs.force-new-deployment",
          "parameters",
          Map.of("cluster", "plooral-cluster", "service", "plooral-worker-service"),
          "reason",
          "outro alvo");
      until(drive, "A2", ActionState.WAITING);
      drive.decide(LEAD, "approve-action", "action", "A2", "digest", "digest-A2-1");
      until(drive, "A2", ActionState.APPLIED);

      undo(drive, "A1");
      until(drive, "A1", ActionState.UNDONE);
    }
  }
}
