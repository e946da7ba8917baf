package dev.aceiro.workflows.incident;

import static dev.aceiro.workflows.incident.Drive.LEAD;
import static dev.aceiro.workflows.incident.Drive.ON_CALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.policy.Stage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole incidents, from the first alarm to the last action item, second by second. */
class WholeIncidentTest {

  @Test
  void aWholeP0TellsEverybodyAtItsSecondAndOnce() {
    try (Drive drive = new Drive("P0")) {
      wholeP0(drive);
      drive.messages().forEach(System.out::println);
      drive
          .world
          .timeline()
          .forEach(
              e ->
                  System.out.println(
                      e.sequence()
                          + " "
                          + Duration.between(drive.start, e.occurredAt())
                          + " "
                          + e.code()
                          + " "
                          + e.params()));
      assertThat(drive.world.snapshot.stage()).isEqualTo(Stage.CLOSED);
    }
  }

  static void wholeP0(Drive drive) {
    drive.at(Duration.ofMinutes(2)).decide(ON_CALL, "acknowledge");
    drive.at(Duration.ofMinutes(6)).decide(ON_CALL, "triage", "environment", "prod");
    drive
        .at(Duration.ofMinutes(8))
        .decide(
            ON_CALL,
            "propose-action",
            "type",
            "ecs.force-new-deployment",
            "parameters",
            new LinkedHashMap<>(
                Map.of("cluster", "plooral-cluster", "service", "plooral-api-service")),
            "reason",
            "implantação das 02:51");
    drive
        .at(Duration.ofMinutes(9))
        .decide(LEAD, "approve-action", "action", "A1", "digest", "digest-A1-1");
    drive.at(Duration.ofMinutes(14)).decide(ON_CALL, "mark-contained", "summary", "sem 5xx");
    drive.at(Duration.ofMinutes(20)).signal(AlarmState.RESOLVED);
    drive
        .at(Duration.ofMinutes(25))
        .decide(
            ON_CALL,
            "send-update",
            "audience",
            "internal",
            "template",
            "internal-update",
            "fields",
            new LinkedHashMap<>(Map.of("lastUpdate", "API reiniciada", "nextSteps", "observar")));
    drive
        .at(Duration.ofMinutes(27))
        .decide(ON_CALL, "answer-check", "check", "smoke", "outcome", "passed");
    drive.at(Duration.ofMinutes(30)).decide(ON_CALL, "declare-recovered", "summary", "estável");
    drive.at(Duration.ofHours(20)).decide(ON_CALL, "submit-draft", "text", "rascunho");
    drive.at(Duration.ofHours(25)).decide(LEAD, "end-observation", "reason", "estável há 24 h");
    drive.at(Duration.ofHours(30)).decide(LEAD, "waive-undo", "action", "A1", "reason", "fica");
    drive
        .at(Duration.ofHours(40))
        .decide(
            LEAD,
            "complete-review",
            "when",
            drive.now().toString(),
            "who",
            List.of("ana", "bruno"));
    drive
        .at(Duration.ofHours(41))
        .decide(
            LEAD,
            "add-action-item",
            "text",
            "alarme",
            "owner",
            "platform-lead",
            "priority",
            "P1",
            "type",
            "detect");
    drive
        .at(Duration.ofHours(41))
        .decide(
            LEAD,
            "add-action-item",
            "text",
            "teste",
            "owner",
            "on-call",
            "priority",
            "P2",
            "type",
            "prevent");
    drive.at(Duration.ofHours(60)).decide(ON_CALL, "complete-action-item", "item", "I2");
    drive.at(Duration.ofHours(70)).decide(LEAD, "complete-action-item", "item", "I1");
    drive.client().getResult(Void.class);
  }
}
