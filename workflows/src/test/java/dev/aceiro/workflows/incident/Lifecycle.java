package dev.aceiro.workflows.incident;

import static dev.aceiro.workflows.incident.Drive.LEAD;
import static dev.aceiro.workflows.incident.Drive.ON_CALL;

import dev.aceiro.workflows.alarm.AlarmState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The named script of a whole incident; the event budget of design 3 is counted over {@link
 * #wholeP0}.
 */
final class Lifecycle {
  private final Drive drive;

  private Lifecycle(Drive drive) {
    this.drive = drive;
  }

  /** From the alarm at 0 to CLOSED at 70 h. */
  static void wholeP0(Drive drive) {
    Lifecycle script = new Lifecycle(drive);
    script.respond(Duration.ofMinutes(2));
    script.contain(Duration.ofMinutes(8), "A1");
    script.recover(Duration.ofMinutes(14));
    script.afterwards(Duration.ofMinutes(30));
  }

  /** Another alarm makes a P1 a P0; security is suspected after its end; then it comes back. */
  static void worseAndBack(Drive drive) {
    Lifecycle script = new Lifecycle(drive);
    drive.at(Duration.ofMinutes(1)).signal(worker(AlarmState.FIRING));
    script.respond(Duration.ofMinutes(2));
    script.contain(Duration.ofMinutes(8), "A1");
    drive.at(Duration.ofMinutes(12)).signal(worker(AlarmState.RESOLVED));
    script.recover(Duration.ofMinutes(14));
    drive
        .at(Duration.ofMinutes(90))
        .decide(ON_CALL, "raise-flag", "flag", "SECURITY", "reason", "logins estranhos");
    drive.at(Duration.ofHours(2)).signal(AlarmState.FIRING);
    drive.at(Duration.ofHours(3)).decide(ON_CALL, "progress", "text", "de novo o pool");
    drive.at(Duration.ofHours(4));
  }

  private static Script.Alarmed worker(AlarmState state) {
    return new Script.Alarmed(Duration.ZERO, "PlooralWorkerFailure", state);
  }

  void respond(Duration acknowledged) {
    drive.at(acknowledged).decide(ON_CALL, "acknowledge");
    drive
        .at(acknowledged.plus(Duration.ofMinutes(4)))
        .decide(ON_CALL, "triage", "environment", "prod");
  }

  void contain(Duration from, String action) {
    drive
        .at(from)
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
        .at(from.plus(Duration.ofMinutes(1)))
        .decide(LEAD, "approve-action", "action", action, "digest", "digest-" + action + "-1");
  }

  void recover(Duration contained) {
    drive.at(contained).decide(ON_CALL, "mark-contained", "summary", "sem 5xx");
    drive.at(contained.plus(Duration.ofMinutes(6))).signal(AlarmState.RESOLVED);
    drive.at(contained.plus(Duration.ofMinutes(11)));
    update();
    drive
        .at(contained.plus(Duration.ofMinutes(13)))
        .decide(ON_CALL, "answer-check", "check", "smoke", "outcome", "passed");
    drive
        .at(contained.plus(Duration.ofMinutes(16)))
        .decide(ON_CALL, "declare-recovered", "summary", "estável");
  }

  void update() {
    drive.decide(
        ON_CALL,
        "send-update",
        "audience",
        "internal",
        "template",
        "internal-update",
        "fields",
        new LinkedHashMap<>(Map.of("lastUpdate", "API reiniciada", "nextSteps", "observar")));
  }

  void afterwards(Duration resolved) {
    drive.at(resolved.plusHours(20)).decide(ON_CALL, "submit-draft", "text", "rascunho");
    drive.at(resolved.plusHours(25)).decide(LEAD, "end-observation", "reason", "estável");
    drive
        .at(resolved.plusHours(26))
        .decide(LEAD, "waive-undo", "action", "A1", "reason", "fica assim");
    drive.at(resolved.plusHours(40));
    item("alarme", "platform-lead");
    drive.decide(
        LEAD, "complete-review", "when", drive.now().toString(), "who", List.of("ana", "bruno"));
    drive.at(resolved.plusHours(70)).decide(LEAD, "complete-action-item", "item", "I1");
    drive.finished();
  }

  void item(String text, String owner) {
    drive.decide(
        LEAD, "add-action-item", "text", text, "owner", owner, "priority", "P1", "type", "detect");
  }

  static Lifecycle of(Drive drive) {
    return new Lifecycle(drive);
  }
}
