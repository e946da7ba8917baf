package dev.aceiro.workflows.incident;

import static dev.aceiro.workflows.incident.Drive.LEAD;
import static dev.aceiro.workflows.incident.Drive.ON_CALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.workflows.PlooralPlan;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.Reading;
import dev.aceiro.workflows.containment.SurveyOrder;
import dev.aceiro.workflows.containment.SurveyStep;
import dev.aceiro.workflows.containment.Unexplained;
import dev.aceiro.workflows.policy.Stage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What somebody changed by hand at 3 a.m. is found before the incident closes. */
class NothingLeftBehindTest {
  private static final Duration RESOLVED = Duration.ofMinutes(30);
  private static final Duration OBSERVED = RESOLVED.plusHours(25);

  /** The target is as somebody has made it, whatever for the survey is. */
  private static void is(Drive drive, String taskDefinition) {
    drive.world.read =
        (order, step) ->
            World.reading(step, drive.world.clock.get(), "taskDefinition", taskDefinition);
  }

  /** Everything that closing needs but what the survey finds, without an action. */
  private static void observed(Drive drive) {
    Lifecycle script = Lifecycle.of(drive);
    script.respond(Duration.ofMinutes(2));
    script.recover(Duration.ofMinutes(14));
    drive.at(RESOLVED.plusHours(20)).decide(ON_CALL, "submit-draft", "text", "rascunho");
    drive.at(OBSERVED).decide(LEAD, "end-observation", "reason", "estável");
    drive.until(state -> state.surveyOrders().isEmpty());
  }

  private static void review(Drive drive) {
    drive
        .at(RESOLVED.plusHours(40))
        .decide(LEAD, "complete-review", "when", drive.now().toString(), "who", List.of("ana"));
  }

  private static Unexplained only(Drive drive) {
    assertThat(drive.state().unexplained()).hasSize(1);
    return drive.state().unexplained().getFirst();
  }

  private static List<Message> told(Drive drive, String code) {
    return drive.world.sent.stream().filter(m -> m.code().equals(code)).toList();
  }

  @Test
  void targetsAreReadAtDeclarationAndWhenTheObservationIsOver() {
    try (Drive drive = new Drive("P0")) {
      observed(drive);
      review(drive);
      drive.finished();

      assertThat(drive.world.surveys)
          .extracting(SurveyOrder::kind)
          .containsExactly(SurveyOrder.Kind.BASELINE, SurveyOrder.Kind.CLOSING);
      assertThat(drive.world.surveys)
          .allSatisfy(
              order ->
                  assertThat(order.steps())
                      .extracting(SurveyStep::type)
                      .containsExactly("ecs.force-new-deployment"));
      assertThat(drive.world.snapshot().baseline().getFirst().at())
          .isBetween(drive.start, drive.start.plusSeconds(1));
      assertThat(drive.codes(EntryCode.DIFFERENCE_FOUND)).isEmpty();
      assertThat(drive.codes(EntryCode.CLOSED).getFirst().params()).containsKey("compared");
    }
  }

  @Test
  void aChangeByHandKeepsTheIncidentOpenAndTheCommanderIsToldOnce() {
    try (Drive drive = new Drive("P0")) {
      drive.at(Duration.ofMinutes(7));
      is(drive, "plooral-api:hotfix");
      observed(drive);
      review(drive);

      assertThat(drive.state().stage()).isEqualTo(Stage.POST_MORTEM);
      assertThat(only(drive).found().before()).isEqualTo("plooral-api:41");
      assertThat(only(drive).found().after()).isEqualTo("plooral-api:hotfix");
      drive.decide(LEAD, "survey-again");
      drive.until(state -> state.surveyOrders().isEmpty());
      assertThat(drive.codes(EntryCode.DIFFERENCE_FOUND)).hasSize(1);
      assertThat(told(drive, "unexplained-differences")).hasSize(1);

      drive.decide(LEAD, "waive-difference", "difference", "D1", "reason", "fica");
      drive.finished();
      assertThat(drive.world.snapshot().stage()).isEqualTo(Stage.CLOSED);
      assertThat(only(drive).state()).isEqualTo(Unexplained.State.WAIVED);
      assertThat(drive.codes(EntryCode.DIFFERENCE_WAIVED).getFirst().params())
          .containsEntry("reason", "fica");
    }
  }

  @Test
  void anAdoptedChangeIsAnEntryThatIsUndoneByHandAndReadAgain() {
    try (Drive drive = new Drive("P0")) {
      drive.at(Duration.ofMinutes(7));
      is(drive, "plooral-api:hotfix");
      observed(drive);
      review(drive);
      drive.decide(ON_CALL, "adopt-difference", "difference", "D1", "reason", "fui eu às 3h");

      assertThat(only(drive).state()).isEqualTo(Unexplained.State.ADOPTED);
      assertThat(drive.state().actions().getFirst())
          .satisfies(
              entry -> {
                assertThat(entry.state()).isEqualTo(ActionState.APPLIED);
                assertThat(entry.proposedBy()).isEqualTo("plooral/on-call");
                assertThat(entry.reason()).isEqualTo("fui eu às 3h");
              });
      drive.decide(LEAD, "undo-action", "action", "A1", "reason", "volta");
      assertThat(drive.state().actions().getFirst().state())
          .isEqualTo(ActionState.UNDO_WITH_PERSON);
      is(drive, "plooral-api:41");
      drive.decide(
          ON_CALL, "report-manual-action", "action", "A1", "outcome", "done", "text", "voltei");
      drive.finished();

      assertThat(drive.world.snapshot().stage()).isEqualTo(Stage.CLOSED);
      assertThat(drive.world.surveys).hasSize(3);
    }
  }

  @Test
  void whatIsSaidToBeUndoneAndIsNotIsFoundAgain() {
    try (Drive drive = new Drive("P0")) {
      drive.at(Duration.ofMinutes(7));
      is(drive, "plooral-api:hotfix");
      observed(drive);
      review(drive);
      drive.decide(ON_CALL, "adopt-difference", "difference", "D1", "reason", "fui eu");
      drive.decide(LEAD, "undo-action", "action", "A1", "reason", "volta");
      drive.decide(
          ON_CALL, "report-manual-action", "action", "A1", "outcome", "done", "text", "voltei");
      drive.until(state -> state.unexplained().size() == 2);

      assertThat(drive.state().unexplained().getLast().state()).isEqualTo(Unexplained.State.OPEN);
      assertThat(drive.state().stage()).isEqualTo(Stage.POST_MORTEM);
    }
  }

  @Test
  void anAdoptedChangeMayStayForGood() {
    try (Drive drive = new Drive("P0")) {
      drive.at(Duration.ofMinutes(7));
      is(drive, "plooral-api:hotfix");
      observed(drive);
      review(drive);
      drive.decide(ON_CALL, "adopt-difference", "difference", "D1", "reason", "fui eu");
      drive.decide(LEAD, "waive-undo", "action", "A1", "reason", "é a correção");
      drive.finished();

      assertThat(drive.world.snapshot().stage()).isEqualTo(Stage.CLOSED);
    }
  }

  @Test
  void whatIsPutBackByHandIsGoneOnceItIsReadAgain() {
    try (Drive drive = new Drive("P0")) {
      drive.at(Duration.ofMinutes(7));
      is(drive, "plooral-api:hotfix");
      observed(drive);
      review(drive);
      is(drive, "plooral-api:41");
      drive.decide(ON_CALL, "survey-again");
      drive.finished();

      assertThat(only(drive).state()).isEqualTo(Unexplained.State.GONE);
      assertThat(drive.codes(EntryCode.DIFFERENCE_GONE)).hasSize(1);
    }
  }

  @Test
  void aDifferenceThatAnEntryOfTheLedgerAccountsForIsNone() {
    try (Drive drive = new Drive("P0")) {
      Lifecycle.of(drive).contain(Duration.ofMinutes(8), "A1");
      drive.until(state -> state.actions().getFirst().state() == ActionState.APPLIED);
      drive.world.read =
          (order, step) -> {
            assertThat(order.made()).extracting(made -> made.action()).containsExactly("A1");
            Reading is = World.reading(step, drive.start, "taskDefinition", "42");
            return new Reading(
                is.step(),
                is.state(),
                is.target(),
                is.values(),
                Params.of("taskDefinition", "42"),
                is.code(),
                is.at());
          };
      observed(drive);

      assertThat(drive.state().unexplained()).isEmpty();
      assertThat(drive.state().surveyedAt()).isNotNull();
    }
  }

  @Test
  void anUndoAfterTheObservationIsReadAgainBeforeClosing() {
    try (Drive drive = new Drive("P0")) {
      Lifecycle.of(drive).contain(Duration.ofMinutes(8), "A1");
      drive.until(state -> state.actions().getFirst().state() == ActionState.APPLIED);
      observed(drive);
      drive.decide(LEAD, "undo-action", "action", "A1", "reason", "volta");
      drive.until(
          state ->
              state.actions().getFirst().state() == ActionState.UNDONE
                  && state.surveyedAt() != null);

      assertThat(drive.world.surveys).hasSize(3);
      assertThat(drive.world.surveys.getLast().made().getFirst().undone()).isTrue();
    }
  }

  @Test
  void whoeverLeftAnActionInPlaceIsRemindedWhenTheObservationEnds() {
    try (Drive drive = new Drive("P0")) {
      Lifecycle.of(drive).contain(Duration.ofMinutes(8), "A1");
      drive.until(state -> state.actions().getFirst().state() == ActionState.APPLIED);
      observed(drive);

      assertThat(told(drive, "left-in-place"))
          .singleElement()
          .satisfies(
              reminder -> {
                assertThat(reminder.recipient()).isEqualTo("person:plooral/on-call");
                assertThat(reminder.params()).containsEntry("left", "A1 ecs.force-new-deployment");
              });
      review(drive);
      assertThat(drive.state().stage()).isEqualTo(Stage.POST_MORTEM);
      drive.decide(LEAD, "waive-undo", "action", "A1", "reason", "fica assim");
      drive.finished();
    }
  }

  @Test
  void aRelapseIsComparedWithTheFirstBaselineWhenItIsOver() {
    try (Drive drive = new Drive("P0")) {
      Lifecycle script = Lifecycle.of(drive);
      script.respond(Duration.ofMinutes(2));
      script.recover(Duration.ofMinutes(14));
      drive.at(Duration.ofHours(2)).signal(AlarmState.FIRING);
      is(drive, "plooral-api:hotfix");
      drive.at(Duration.ofHours(3)).decide(ON_CALL, "acknowledge");
      script.recover(Duration.ofHours(4));
      drive.at(Duration.ofHours(30)).decide(LEAD, "end-observation", "reason", "estável");
      drive.until(state -> state.surveyOrders().isEmpty());

      assertThat(only(drive).found().before()).isEqualTo("plooral-api:41");
      assertThat(drive.world.surveys).hasSize(2);
    }
  }

  @Test
  void aScenarioThatIsCorrectedLaterHasItsOwnBaselineWithItsOwnInstant() {
    try (Drive drive = new Drive("P0")) {
      drive.at(Duration.ofMinutes(2)).decide(ON_CALL, "acknowledge");
      drive
          .at(Duration.ofMinutes(6))
          .decide(ON_CALL, "triage", "environment", "prod", "scenario", "queue-backlog");
      drive.until(state -> state.surveyOrders().isEmpty());

      assertThat(drive.state().baseline())
          .extracting(reading -> reading.step().type())
          .containsExactly("ecs.force-new-deployment", "sqs.visibility-timeout");
      assertThat(drive.state().baseline().getLast().at())
          .isAfterOrEqualTo(drive.start.plus(Duration.ofMinutes(6)));
      assertThat(drive.codes(EntryCode.BASELINE_TAKEN)).hasSize(1);
    }
  }

  @Test
  void aTargetThatCannotBeReadMustBeWaivedByAPerson() {
    try (Drive drive = new Drive("P0")) {
      drive.at(Duration.ofMinutes(1));
      drive.world.read =
          (order, step) -> {
            throw ApplicationFailure.newFailure("the responder is not itself", "DOWN");
          };
      Lifecycle script = Lifecycle.of(drive);
      script.respond(Duration.ofMinutes(2));
      script.recover(Duration.ofMinutes(14));
      drive.at(RESOLVED.plusHours(20)).decide(ON_CALL, "submit-draft", "text", "rascunho");
      drive.at(OBSERVED).decide(LEAD, "end-observation", "reason", "estável");
      drive.at(OBSERVED.plusMinutes(20));

      assertThat(only(drive).found().code()).isEqualTo("RESPONDER_ABSENT");
      assertThatThrownBy(
              () -> drive.decide(LEAD, "adopt-difference", "difference", "D1", "reason", "como?"))
          .hasStackTraceContaining(RefusalCode.NO_OPEN_DIFFERENCE.name());
      review(drive);
      assertThat(drive.state().stage()).isEqualTo(Stage.POST_MORTEM);
      assertThatThrownBy(() -> drive.decide(LEAD, "waive-difference", "difference", "D1"))
          .hasStackTraceContaining(RefusalCode.FIELD_MISSING.name());
      drive.decide(LEAD, "waive-difference", "difference", "D1", "reason", "visto no console");
      drive.finished();
    }
  }

  @Test
  void aResponderThatIsAwayHoldsUpNobodyElse() {
    try (Drive drive =
        new Drive(
            "P0",
            world ->
                world.read =
                    (order, step) -> {
                      throw ApplicationFailure.newFailure("away", "DOWN");
                    })) {
      drive.at(Duration.ofMinutes(2)).decide(ON_CALL, "acknowledge");
      drive.at(Duration.ofMinutes(90));

      assertThat(drive.firings()).anyMatch(line -> line.contains("escalation"));
      assertThat(drive.state().baseline())
          .extracting(Reading::state)
          .containsExactly(Reading.State.UNREADABLE);
      assertThat(drive.codes(EntryCode.BASELINE_TAKEN).getFirst().params())
          .containsEntry("unreadable", "ecs.force-new-deployment");
    }
  }

  @Test
  void anIncidentThatIsResumedKeepsItsBaselineAndItsDifferences() {
    try (Drive drive = new Drive("P0")) {
      drive.at(Duration.ofMinutes(7));
      is(drive, "plooral-api:hotfix");
      observed(drive);
      drive.away(OBSERVED.plusHours(1));
      review(drive);

      assertThat(only(drive).state()).isEqualTo(Unexplained.State.OPEN);
      assertThat(drive.world.surveys).hasSize(2);
      drive.decide(LEAD, "waive-difference", "difference", "D1", "reason", "fica");
      drive.finished();
    }
  }

  @Test
  void anIncidentThatBeganWithoutABaselineClosesAsItDid() {
    IncidentState before;
    try (Drive drive = new Drive("P0")) {
      drive.at(Duration.ofMinutes(7));
      is(drive, "plooral-api:hotfix");
      observed(drive);
      review(drive);
      before = drive.state();
    }
    before.surveys = false;
    before.sparing = false;
    before.baseline.clear();
    before.unexplained.clear();
    before.surveyedAt = null;
    try (Drive resumed = Drive.resume(before)) {
      resumed.finished();

      assertThat(resumed.world.surveys).isEmpty();
      assertThat(resumed.world.snapshot().stage()).isEqualTo(Stage.CLOSED);
    }
  }

  @Test
  void aSurveyThatFindsNothingReadableAsksForNoOther() {
    try (Drive drive =
        new Drive(
            "P0",
            world ->
                world.read =
                    (order, step) ->
                        new Reading(
                            step,
                            Reading.State.LEFT_OUT,
                            "",
                            Params.none(),
                            Params.none(),
                            "NOT_REACHED",
                            world.clock.get()))) {
      observed(drive);
      review(drive);
      drive.finished();

      assertThat(drive.world.surveys).hasSize(1);
    }
  }

  @Test
  void nobodyIsOfferedWhatThereIsNothingFor() {
    try (Drive drive = new Drive("P0")) {
      drive.at(Duration.ofMinutes(7));
      for (String decision : List.of("adopt-difference", "waive-difference")) {
        assertThatThrownBy(() -> drive.decide(LEAD, decision, "difference", "D1", "reason", "nada"))
            .hasStackTraceContaining(RefusalCode.NO_OPEN_DIFFERENCE.name());
      }
      assertThatThrownBy(() -> drive.decide(LEAD, "survey-again"))
          .hasStackTraceContaining(RefusalCode.WRONG_STAGE.name());
    }
  }

  @Test
  void aScenarioThatIsCorrectedBackIsNotReadAnew() {
    try (Drive drive = new Drive("P0")) {
      drive.at(Duration.ofMinutes(2)).decide(ON_CALL, "acknowledge");
      for (String scenario : List.of("queue-backlog", "api-errors")) {
        drive
            .at(Duration.ofMinutes(drive.world.surveys.size() * 4L))
            .decide(ON_CALL, "triage", "environment", "prod", "scenario", scenario);
        drive.until(state -> state.surveyOrders().isEmpty());
      }

      assertThat(drive.world.surveys).hasSize(2);
      assertThat(drive.state().baseline()).hasSize(2);
    }
  }

  private static void elsewhere(Drive drive, String service) {
    drive.decide(
        ON_CALL,
        "propose-action",
        "type",
        "ecs.scale",
        "parameters",
        Map.of("service", service, "count", "6"),
        "reason",
        "mais tarefas");
    drive.until(
        state ->
            state.surveyOrders().isEmpty()
                && state.actions().getLast().state() == ActionState.WAITING);
  }

  @Test
  void aTargetThatNoPlaybookNamesIsReadBeforeItIsActedOnAndBeforeClosing() {
    try (Drive drive = new Drive("P0")) {
      drive.at(Duration.ofMinutes(2));
      elsewhere(drive, "worker");
      HoldsTest.approve(drive, LEAD, "A1");
      drive.until(state -> state.actions().getFirst().state() == ActionState.APPLIED);
      is(drive, "worker:hotfix");
      observed(drive);

      assertThat(drive.world.surveys.get(1).steps())
          .containsExactly(
              new SurveyStep("ecs.scale", Params.of("count", "6", "service", "worker")));
      assertThat(drive.state().unexplained())
          .extracting(one -> one.found().target())
          .contains("worker");
    }
  }

  @Test
  void whatWasOnlyProposedIsNotTheIncidentsUnlessThePlaybookNamesIt() {
    try (Drive drive = new Drive("P0")) {
      drive.at(Duration.ofMinutes(2));
      elsewhere(drive, "worker");
      drive.decide(ON_CALL, "withdraw-action", "action", "A1", "reason", "não é ele");
      is(drive, "somebody-else:42");
      observed(drive);

      assertThat(drive.world.surveys.getLast().steps())
          .extracting(SurveyStep::type)
          .containsExactly("ecs.force-new-deployment");
      assertThat(only(drive).found().target()).isEqualTo("plooral-api-service");
    }
  }

  @Test
  void anIncidentOfBeforeReadsThePlaybookAlone() {
    IncidentState before;
    try (Drive drive = new Drive("P0")) {
      before = drive.at(Duration.ofMinutes(2)).state();
    }
    before.strict = false;
    before.surveyOrders.clear();
    Incident incident = new Incident(before, PlooralPlan.plan());
    incident
        .ledger()
        .propose(ON_CALL, "ecs.scale", Params.of("service", "worker"), "x", before.receivedAt());
    incident.targets().surveyIfDue();
    assertThat(before.surveyOrders).isEmpty();
    before.strict = true;
    incident.targets().surveyIfDue();
    assertThat(before.surveyOrders).hasSize(1);
  }

  @Test
  void anAdoptedEntryAccountsForNothing() {
    try (Drive drive = new Drive("P0")) {
      drive.at(Duration.ofMinutes(7));
      is(drive, "plooral-api:hotfix");
      observed(drive);
      drive.decide(ON_CALL, "adopt-difference", "difference", "D1", "reason", "fui eu");
      drive.decide(LEAD, "survey-again");
      drive.until(state -> state.surveyOrders().isEmpty());

      assertThat(drive.world.surveys.getLast().made()).isEmpty();
    }
  }

  @Test
  void whoHasTheTargetsReadAgainIsToldThatNothingDiffers() {
    try (Drive drive = new Drive("P0")) {
      observed(drive);
      assertThat(drive.codes(EntryCode.TARGETS_COMPARED)).isEmpty();
      drive.decide(LEAD, "survey-again");
      drive.until(state -> state.surveyOrders().isEmpty());
      drive.at(OBSERVED.plusMinutes(5));

      assertThat(drive.codes(EntryCode.TARGETS_COMPARED))
          .singleElement()
          .satisfies(entry -> assertThat(entry.params()).containsEntry("open", "0"));
    }
  }
}
