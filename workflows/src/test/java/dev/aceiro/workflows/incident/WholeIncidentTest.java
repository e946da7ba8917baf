package dev.aceiro.workflows.incident;

import static dev.aceiro.workflows.incident.Drive.LEAD;
import static dev.aceiro.workflows.incident.Drive.ON_CALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.communication.Delivery.Result;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.ContainmentActivities;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.policy.Stage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole incidents, from the first alarm to the last action item, second by second. */
@Timeout(60)
class WholeIncidentTest {
  private static final List<String> P0_OPENING =
      List.of(
          "PT0S incident-opened channel:prod-alerts notify",
          "PT0S incident-opened role:engineering-manager notify",
          "PT0S incident-opened role:platform-lead notify",
          "PT0S page role:on-call ladder-0");

  @Test
  void whatAnotherAlarmMakesWorseIsRaisedAndWhatIsFoundOutAfterTheEndIsTold() {
    try (Drive drive = new Drive("P1")) {
      Lifecycle.worseAndBack(drive);

      assertThat(drive.codes(EntryCode.SEVERITY_RAISED)).hasSize(1);
      assertThat(drive.state().severity()).isEqualTo("P0");
      assertThat(drive.state().episode()).isEqualTo(2);
      assertThat(drive.world.sent)
          .filteredOn(message -> message.recipient().equals("role:security-team"))
          .hasSize(2);
    }
  }

  @Test
  void aWholeP0TellsEverybodyAtItsSecondAndOnce() {
    try (Drive drive = new Drive("P0")) {
      Lifecycle.wholeP0(drive);

      assertThat(drive.firings()).containsAll(P0_OPENING).doesNotHaveDuplicates();
      assertThat(drive.firings().subList(4, drive.firings().size()))
          .containsExactly("PT24H30M reminder role:engineering-manager review-opens");
      assertThat(drive.codes(EntryCode.CLOCK_MISSED)).isEmpty();
      assertThat(drive.world.snapshot().stage()).isEqualTo(Stage.CLOSED);
      assertThat(drive.world.snapshot().closedAt()).isNotNull();
      assertThat(drive.world.calls).hasValue(1);
      assertThat(drive.world.timeline()).isNotEmpty();
      for (int i = 0; i < drive.world.timeline().size(); i++) {
        assertThat(drive.world.timeline().get(i).sequence()).isEqualTo(i + 1L);
      }
    }
  }

  @Test
  void aWholeP0FitsItsBudgetOfHistory() {
    try (Drive drive = new Drive("P0")) {
      Lifecycle.wholeP0(drive);

      assertThat(Histories.events(drive.env.getWorkflowServiceStubs())).isLessThanOrEqualTo(400);
      assertThat(Histories.bytes(drive.env.getWorkflowServiceStubs()))
          .isLessThanOrEqualTo(400 * 1024);
    }
  }

  @Test
  void aP1ThatNobodyTouchesClimbsTheLadderAndEscalatesToTheSecond() {
    try (Drive drive = new Drive("P1")) {
      drive.at(Duration.ofMinutes(61));

      assertThat(drive.firings())
          .containsExactlyInAnyOrder(
              "PT0S incident-opened channel:prod-alerts notify",
              "PT0S incident-opened role:platform-lead notify",
              "PT0S page role:on-call ladder-0",
              "PT5M page role:on-call ladder-1",
              "PT10M page role:on-call ladder-2",
              "PT15M clock-missed role:on-call missed:investigate",
              "PT30M clock-missed role:on-call missed:contain-target,update-reminder",
              "PT30M escalation role:platform-lead no-progress",
              "PT1H clock-missed role:on-call missed:contain-limit,missed:update,update-reminder");
    }
  }

  @Test
  void aWholeP1EndsWithItsLastActionItem() {
    try (Drive drive = new Drive("P1")) {
      Lifecycle script = Lifecycle.of(drive);
      script.respond(Duration.ofMinutes(3));
      drive.at(Duration.ofMinutes(20)).decide(ON_CALL, "progress", "text", "causa achada");
      script.recover(Duration.ofMinutes(40));
      script.contain(Duration.ofMinutes(58), "A1");
      script.afterwards(Duration.ofMinutes(60));

      assertThat(drive.firings())
          .containsExactlyInAnyOrder(
              "PT0S incident-opened channel:prod-alerts notify",
              "PT0S incident-opened role:platform-lead notify",
              "PT0S page role:on-call ladder-0",
              "PT30M clock-missed role:on-call missed:contain-target,update-reminder",
              "PT50M escalation role:platform-lead no-progress",
              "PT24H56M reminder role:engineering-manager review-opens");
      assertThat(drive.world.snapshot().stage()).isEqualTo(Stage.CLOSED);
    }
  }

  @Test
  void acknowledgementStopsTheLadderButNoEscalation() {
    try (Drive drive = new Drive("P0")) {
      drive.at(Duration.ofMinutes(4)).decide(ON_CALL, "acknowledge");
      drive.at(Duration.ofMinutes(31));

      assertThat(drive.firings())
          .contains("PT30M escalation role:platform-lead no-progress")
          .noneMatch(line -> line.contains("ladder-1") || line.contains("ladder-2"));
    }
  }

  @Test
  void aRaisedSeverityTellsWhoeverWasNotToldAndMakesDueWhatTheAnchorsMakeDue() {
    try (Drive drive = new Drive("P1")) {
      drive.at(Duration.ofMinutes(2)).decide(ON_CALL, "acknowledge");
      drive
          .at(Duration.ofMinutes(12))
          .decide(ON_CALL, "reclassify", "severity", "P0", "reason", "todos os usuários");
      drive.at(Duration.ofMinutes(16));

      assertThat(drive.firings())
          .containsOnlyOnce(
              "PT12M incident-opened role:engineering-manager notify",
              "PT0S incident-opened role:platform-lead notify",
              "PT12M clock-missed role:on-call missed:investigate",
              "PT15M clock-missed role:on-call missed:contain-target");
    }
  }

  @Test
  void aReminderOfAnotherPeriodIsAnotherMessage() {
    try (Drive drive = new Drive("P1")) {
      drive.at(Duration.ofMinutes(5)).decide(ON_CALL, "acknowledge");
      drive.at(Duration.ofHours(4));

      List<Message> reminders =
          drive.world.sent.stream()
              .filter(message -> "update-reminder".equals(message.params().get("rules")))
              .filter(message -> message.recipient().equals("role:on-call"))
              .toList();
      assertThat(reminders).hasSizeGreaterThan(2);
      assertThat(reminders).extracting(Message::code).containsOnly("reminder");
      assertThat(reminders).extracting(Message::key).doesNotHaveDuplicates();
    }
  }

  @Test
  void anAlarmThatFlapsIsNotedAndFiresUntilItClears() {
    try (Drive drive = new Drive("P0")) {
      drive.at(Duration.ofSeconds(10)).signal(AlarmState.RESOLVED);
      drive.at(Duration.ofSeconds(20)).flaps();
      drive.at(Duration.ofSeconds(30));

      assertThat(drive.codes(EntryCode.ALARM_FLAPS)).hasSize(1);
      assertThat(drive.codes(EntryCode.ALARM_FIRED)).hasSize(1);
      assertThat(drive.state().alarms().values())
          .allMatch(alarm -> alarm.state() == AlarmState.FIRING);

      drive.signal(AlarmState.RESOLVED);
      drive.at(Duration.ofSeconds(40));
      assertThat(drive.state().alarms().values())
          .allMatch(alarm -> alarm.state() == AlarmState.RESOLVED);
    }
  }

  @Test
  void aRelapseDuringObservationStartsEverythingAnew() {
    try (Drive drive = new Drive("P0")) {
      Lifecycle script = Lifecycle.of(drive);
      script.respond(Duration.ofMinutes(2));
      script.recover(Duration.ofMinutes(14));
      drive.at(Duration.ofHours(5)).signal(AlarmState.FIRING);
      drive.at(Duration.ofHours(5).plusMinutes(1));

      IncidentState state = drive.state();
      assertThat(state.stage()).isEqualTo(Stage.CONTAIN);
      assertThat(state.episode()).isEqualTo(2);
      assertThat(drive.firings())
          .contains(
              "PT5H incident-relapsed channel:prod-alerts notify",
              "PT5H incident-relapsed role:engineering-manager notify",
              "PT5H incident-relapsed role:platform-lead notify",
              "PT5H page role:on-call ladder-0");

      drive.decide(ON_CALL, "acknowledge");
      script.contain(Duration.ofHours(5).plusMinutes(2), "A1");
      script.recover(Duration.ofHours(5).plusMinutes(10));
      script.afterwards(Duration.ofHours(5).plusMinutes(26));
      assertThat(drive.world.snapshot().stage()).isEqualTo(Stage.CLOSED);
      assertThat(drive.world.calls).hasValue(1);
    }
  }

  @Test
  void aFalseAlarmEndsAtOnceAndTellsNobodyElse() {
    try (Drive drive = new Drive("P0")) {
      drive
          .at(Duration.ofMinutes(3).plusSeconds(30))
          .decide(ON_CALL, "false-alarm", "reason", "teste de carga");
      drive.finished();

      assertThat(drive.world.snapshot().stage()).isEqualTo(Stage.CLOSED);
      assertThat(drive.world.snapshot().falseAlarm()).isTrue();
      assertThat(drive.firings()).containsExactlyInAnyOrderElementsOf(P0_OPENING);
    }
  }

  @Test
  void anAlarmAfterTheObservationIsHandedBack() {
    try (Drive drive = new Drive("P0")) {
      Lifecycle script = Lifecycle.of(drive);
      script.respond(Duration.ofMinutes(2));
      script.recover(Duration.ofMinutes(14));
      drive.at(Duration.ofHours(26)).decide(LEAD, "end-observation", "reason", "estável");
      drive.at(Duration.ofHours(27)).signal(AlarmState.FIRING);
      drive.at(Duration.ofHours(27).plusSeconds(5));

      assertThat(drive.state().stage()).isEqualTo(Stage.POST_MORTEM);
      assertThat(drive.world.answers).last().extracting(InboxAnswer::taken).isEqualTo(false);
    }
  }

  @Test
  void anActionWhoseAnswerWasLostIsSettledAndNeverRepeated() {
    try (Drive drive = new Drive("P0")) {
      drive.world.apply =
          order -> {
            throw new IllegalStateException("connection reset after the request was sent");
          };
      Lifecycle script = Lifecycle.of(drive);
      script.respond(Duration.ofMinutes(2));
      script.contain(Duration.ofMinutes(8), "A1");
      drive.at(Duration.ofMinutes(12));

      assertThat(drive.world.calls).hasValue(1);
      assertThat(drive.state().actions().getFirst().state()).isEqualTo(ActionState.OUTCOME_UNKNOWN);
    }
  }

  @Test
  void anActionThatWasNeverCalledIsTriedUntilItIs() {
    try (Drive drive = new Drive("P0")) {
      drive.world.apply =
          order -> {
            if (order.call() < 5) {
              throw new IllegalStateException("killed before the claim");
            }
            return new StepResult(Outcome.APPLIED, null, false, "ACCEPTED", Params.none());
          };
      drive.world.settle =
          order ->
              new StepResult(
                  Outcome.FAILED, null, true, ContainmentActivities.NEVER_CALLED, Params.none());
      Lifecycle script = Lifecycle.of(drive);
      script.respond(Duration.ofMinutes(2));
      script.contain(Duration.ofMinutes(8), "A1");
      drive.at(Duration.ofMinutes(12));

      assertThat(drive.world.calls).hasValue(5);
      assertThat(drive.state().actions().getFirst().state()).isEqualTo(ActionState.APPLIED);
    }
  }

  @Test
  void anActionWhoseTargetCannotBeReadSaysWhyAndCanBeTakenByHand() {
    try (Drive drive = new Drive("P0")) {
      drive.world.unreadable = () -> unreadable("aws.no-credentials");
      Lifecycle.of(drive).respond(Duration.ofMinutes(2));
      drive.at(Duration.ofMinutes(4));
      propose(drive, "ecs.force-new-deployment");
      drive.until(state -> !state.actions().getFirst().code().equals("PROPOSED"));

      Action stuck = drive.state().actions().getFirst();
      assertThat(stuck.state()).isEqualTo(ActionState.CAPTURING);
      assertThat(stuck.code()).isEqualTo("aws.no-credentials");
      assertThat(stuck.params()).containsEntry("operation", "ecs:DescribeServices");

      drive.decide(LEAD, "reject-action", "action", "A1", "reason", "à mão");
      propose(drive, "manual");
      drive.until(state -> state.actions().getLast().state() == ActionState.WAITING);
      drive.until(state -> !drive.codes(EntryCode.ACTION_UNREADABLE).isEmpty());

      assertThat(drive.codes(EntryCode.ACTION_UNREADABLE))
          .singleElement()
          .satisfies(entry -> assertThat(entry.params()).containsEntry("why", stuck.code()));
      drive.at(Duration.ofMinutes(20));
      drive.until(state -> state.orders().isEmpty());
      assertThat(drive.state().actions().getFirst().state()).isEqualTo(ActionState.REJECTED);
    }
  }

  @Test
  void anActionWhoseTargetCanBeReadAgainGoesOn() {
    try (Drive drive = new Drive("P0")) {
      drive.world.unreadable = () -> unreadable("aws.unreachable");
      Lifecycle.of(drive).respond(Duration.ofMinutes(2));
      drive.at(Duration.ofMinutes(4));
      propose(drive, "ecs.force-new-deployment");
      drive.until(state -> state.actions().getFirst().code().equals("aws.unreachable"));
      drive.world.unreadable = null;

      drive.until(state -> state.actions().getFirst().state() == ActionState.WAITING);
    }
  }

  @Test
  void anActionWhoseTargetStaysUnreadableFailsAfterAQuarterOfAnHour() {
    try (Drive drive = new Drive("P0")) {
      drive.world.unreadable = () -> unreadable("aws.unreachable");
      Lifecycle.of(drive).respond(Duration.ofMinutes(2));
      drive.at(Duration.ofMinutes(4));
      propose(drive, "ecs.force-new-deployment");
      drive.at(Duration.ofMinutes(18));
      assertThat(drive.state().actions().getFirst().state()).isEqualTo(ActionState.CAPTURING);
      drive.at(Duration.ofMinutes(20));

      drive.until(state -> state.actions().getFirst().state() == ActionState.FAILED);
      assertThat(drive.state().actions().getFirst().code()).isEqualTo("aws.unreachable");
      assertThat(drive.codes(EntryCode.ACTION_UNREADABLE)).hasSize(1);
    }
  }

  @Test
  void anApprovedActionWhoseTargetCannotBeReadSaysWhyItWaitsAndGoesOn() {
    try (Drive drive = new Drive("P0")) {
      AtomicBoolean away = new AtomicBoolean(true);
      drive.world.apply =
          order -> {
            if (away.get()) {
              throw ApplicationFailure.newFailure(
                  "no claim", ContainmentActivities.NOT_CLAIMED, unreadable("aws.unreachable"));
            }
            return new StepResult(Outcome.APPLIED, null, false, "ACCEPTED", Params.none());
          };
      Lifecycle script = Lifecycle.of(drive);
      script.respond(Duration.ofMinutes(2));
      drive.at(Duration.ofMinutes(4));
      propose(drive, "ecs.force-new-deployment");
      drive.until(state -> state.actions().getFirst().state() == ActionState.WAITING);
      Action waiting = drive.state().actions().getFirst();
      drive.decide(LEAD, "approve-action", "action", "A1", "digest", waiting.capture().digest());
      drive.until(state -> state.actions().getFirst().code().equals("aws.unreachable"));

      Action stuck = drive.state().actions().getFirst();
      assertThat(stuck.state()).isEqualTo(ActionState.APPLYING);
      assertThat(stuck.params()).containsEntry("operation", "ecs:DescribeServices");
      drive.until(state -> !drive.codes(EntryCode.ACTION_UNREADABLE).isEmpty());
      assertThat(drive.codes(EntryCode.ACTION_UNREADABLE))
          .singleElement()
          .satisfies(entry -> assertThat(entry.params()).containsEntry("why", stuck.code()));
      away.set(false);

      drive.until(state -> state.actions().getFirst().state() == ActionState.APPLIED);
      assertThat(drive.codes(EntryCode.ACTION_UNREADABLE)).hasSize(1);
    }
  }

  private static void propose(Drive drive, String type) {
    drive.decide(
        ON_CALL,
        "propose-action",
        "type",
        type,
        "parameters",
        Params.of("service", "plooral-api-service"),
        "reason",
        "memória no limite");
  }

  private static StepResult unreadable(String code) {
    return new StepResult(
        Outcome.FAILED, null, true, code, Params.of("operation", "ecs:DescribeServices"));
  }

  @Test
  void clocksRunAndPagesGoOutWhileNothingCanBeRecorded() {
    try (Drive drive = new Drive("P0")) {
      drive.at(Duration.ofSeconds(285));
      drive.world.databaseDown = true;
      drive.at(Duration.ofSeconds(290)).decide(ON_CALL, "note", "text", "sem banco");
      drive.at(Duration.ofSeconds(302));
      long revision = drive.decide(ON_CALL, "acknowledge");
      drive.at(Duration.ofSeconds(305));
      drive.world.databaseDown = false;
      drive.at(Duration.ofSeconds(315));

      assertThat(drive.firings()).contains("PT5M page role:on-call ladder-1");
      assertThat(drive.world.snapshot().revision()).isGreaterThanOrEqualTo(revision);
      assertThat(drive.codes(EntryCode.ACKNOWLEDGED)).hasSize(1);
    }
  }

  @Test
  void aChannelThatFailsMakesTheNextRungDueAndTellsItsAdministrator() {
    try (Drive drive = new Drive("P0", failingSlack())) {
      drive.at(Duration.ofMinutes(1));

      assertThat(drive.firings())
          .contains(
              "PT0S page role:on-call ladder-0",
              "PT0S page role:on-call ladder-1",
              "PT0S escalation role:slack-admin alert-path");
    }
  }

  @Test
  void whatReachedNobodyWhileEverythingWasDownIsSentOnceItIsUpAgain() {
    try (Drive drive = new Drive("P0", world -> world.delivery = message -> Result.FAILED)) {
      drive.at(Duration.ofSeconds(30));
      drive.world.delivery = message -> Result.SENT;
      drive.at(Duration.ofMinutes(4));

      assertThat(drive.firings())
          .contains(
              "PT0S page role:on-call ladder-0",
              "PT1M incident-opened role:engineering-manager notify",
              "PT1M incident-opened channel:prod-alerts notify")
          .anyMatch(firing -> firing.startsWith("PT1M page role:on-call ladder-0"))
          .noneMatch(firing -> firing.startsWith("PT2M"));
    }
  }

  @Test
  void whoHasAcknowledgedIsNotPagedAgainForWhatWasLost() {
    try (Drive drive = new Drive("P0", world -> world.delivery = message -> Result.FAILED)) {
      drive.at(Duration.ofSeconds(30)).decide(ON_CALL, "acknowledge");
      drive.world.delivery = message -> Result.SENT;
      drive.at(Duration.ofMinutes(4));

      assertThat(drive.firings())
          .noneMatch(firing -> firing.startsWith("PT1M page"))
          .contains("PT1M incident-opened channel:prod-alerts notify");
    }
  }

  @Test
  void whatOneChannelHasTakenCountsFromThenAndTheOtherIsStillAsked() {
    try (Drive drive = new Drive("P0", world -> world.slowSlack = true)) {
      drive.at(Duration.ofSeconds(30));
      String recipient = "role:engineering-manager";
      List<Message> notices =
          drive.world.sent.stream()
              .filter(m -> m.code().equals("incident-opened") && m.recipient().equals(recipient))
              .toList();

      assertThat(notices).extracting(Message::told).containsExactly(false, true);
      assertThat(notices.getFirst().key()).isEqualTo(notices.getLast().key());
      assertThat(drive.world.snapshot().notifiedAt)
          .isBetween(notices.getFirst().dueAt(), notices.getFirst().dueAt().plusSeconds(1));
      assertThat(drive.codes(EntryCode.MESSAGE_SENT))
          .filteredOn(entry -> recipient.equals(entry.params().get("recipient")))
          .hasSize(1);
      assertThat(drive.codes(EntryCode.MESSAGE_FAILED))
          .filteredOn(entry -> recipient.equals(entry.params().get("recipient")))
          .isEmpty();
      assertThat(drive.world.snapshot().flags).containsKey("ALERT_DELIVERY_FAILED");
      assertThat(drive.state().messages()).isEmpty();
    }
  }

  private static java.util.function.Consumer<World> failingSlack() {
    return world ->
        world.delivery =
            message -> message.channels().contains("slack") ? Result.FAILED : Result.SENT;
  }
}
