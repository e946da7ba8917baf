package dev.aceiro.workflows.incident;

import static dev.aceiro.workflows.incident.Drive.LEAD;
import static dev.aceiro.workflows.incident.Drive.ON_CALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.workflows.PlooralPlan;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.communication.WaitingUpdate;
import dev.aceiro.workflows.policy.UpdateTemplate;
import io.temporal.client.WorkflowUpdateException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A text that promises an end goes out once somebody else has approved exactly that text. */
@Timeout(60)
class UpdateApprovalTest {
  private static final Actor MANAGER =
      new Actor("plooral/engineering-manager", List.of("engineering-manager"), "api");
  private static final UpdateTemplate ETA =
      new UpdateTemplate(
          "external-update",
          "external",
          List.of("etaValue", "etaUnit"),
          true,
          true,
          List.of("engineering-manager"));

  private static Drive drive() {
    Drive drive = new Drive("P0", PlooralPlan.plan(List.of(ETA)), world -> {});
    drive.at(Duration.ofSeconds(40)).decide(ON_CALL, "acknowledge");
    drive.at(Duration.ofMinutes(1)).decide(ON_CALL, "raise-flag", "flag", "CAUSE_FOUND");
    return drive;
  }

  private static void write(Drive drive, Actor author, String eta) {
    drive.decide(
        author,
        "send-update",
        "audience",
        "external",
        "template",
        "external-update",
        "fields",
        new LinkedHashMap<>(Map.of("etaValue", eta, "etaUnit", "minutos")));
  }

  private static WaitingUpdate waiting(Drive drive) {
    WaitingUpdate waiting = drive.state().waitingUpdate();
    assertThat(waiting).isNotNull();
    return waiting;
  }

  private static List<Message> external(Drive drive) {
    return drive.world.sent.stream().filter(m -> m.code().equals("external-update")).toList();
  }

  private static void refused(Drive drive, Actor actor, String update, RefusalCode why) {
    assertThatThrownBy(() -> drive.decide(actor, "approve-update", "update", update))
        .isInstanceOf(WorkflowUpdateException.class)
        .hasStackTraceContaining(why.name());
  }

  @Test
  void nothingGoesOutBeforeSomebodyElseHasApprovedIt() {
    try (Drive drive = drive()) {
      write(drive.at(Duration.ofMinutes(5)), ON_CALL, "30");
      drive.at(Duration.ofMinutes(20));
      assertThat(external(drive)).isEmpty();
      assertThat(drive.state().externalUpdatedAt()).isNull();
      assertThat(waiting(drive).approvers()).containsExactly("engineering-manager");

      refused(drive, ON_CALL, "U1", RefusalCode.UPDATE_NEEDS_ANOTHER);
      refused(drive.at(Duration.ofMinutes(21)), LEAD, "U1", RefusalCode.NEEDS_APPROVER_ROLE);
      drive.at(Duration.ofMinutes(22)).decide(MANAGER, "approve-update", "update", "U1");
      drive.at(Duration.ofMinutes(23));

      assertThat(external(drive))
          .hasSize(3)
          .allSatisfy(sent -> assertThat(sent.params()).containsEntry("etaValue", "30"));
      assertThat(drive.state().externalUpdatedAt()).isNotNull();
      assertThat(drive.state().waitingUpdate()).isNull();
      assertThat(drive.codes(EntryCode.UPDATE_WAITING)).hasSize(1);
      assertThat(drive.codes(EntryCode.UPDATE_APPROVED).getFirst().by())
          .isEqualTo(MANAGER.person());
    }
  }

  @Test
  void nobodyApprovesAnotherTextThanTheySaw() {
    try (Drive drive = drive()) {
      write(drive.at(Duration.ofMinutes(2)), ON_CALL, "30");
      write(drive.at(Duration.ofMinutes(3)), ON_CALL, "90");
      refused(drive.at(Duration.ofMinutes(4)), MANAGER, "U1", RefusalCode.UPDATE_MOVED);
      assertThat(waiting(drive).id()).isEqualTo("U2");
      drive
          .at(Duration.ofMinutes(5))
          .decide(MANAGER, "reclassify", "severity", "P1", "reason", "só parte");
      drive.at(Duration.ofMinutes(6)).decide(MANAGER, "approve-update", "update", "U2");
      drive.at(Duration.ofMinutes(7));
      assertThat(external(drive))
          .isNotEmpty()
          .allSatisfy(
              sent ->
                  assertThat(sent.params())
                      .containsEntry("etaValue", "90")
                      .containsEntry("severity", "P0"));
    }
  }

  @Test
  void whatWaitsCanBeWithdrawn() {
    try (Drive drive = drive()) {
      write(drive.at(Duration.ofMinutes(2)), ON_CALL, "30");
      drive
          .at(Duration.ofMinutes(3))
          .decide(MANAGER, "withdraw-update", "update", "U1", "reason", "cedo demais");
      refused(drive.at(Duration.ofMinutes(4)), MANAGER, "U1", RefusalCode.NO_UPDATE_WAITS);
      drive.at(Duration.ofMinutes(5));
      assertThat(external(drive)).isEmpty();
      assertThat(drive.codes(EntryCode.UPDATE_WITHDRAWN)).hasSize(1);
    }
  }

  @Test
  void anApproverWhoWritesNeedsAnotherLead() {
    try (Drive drive = drive()) {
      write(drive.at(Duration.ofMinutes(2)), MANAGER, "30");
      refused(drive.at(Duration.ofMinutes(3)), MANAGER, "U1", RefusalCode.UPDATE_NEEDS_ANOTHER);
      refused(drive.at(Duration.ofMinutes(4)), ON_CALL, "U1", RefusalCode.NEEDS_APPROVER_ROLE);
      drive.at(Duration.ofMinutes(5)).decide(LEAD, "approve-update", "update", "U1");
      drive.at(Duration.ofMinutes(6));
      assertThat(external(drive)).isNotEmpty();
    }
  }

  @Test
  void whatIsNoLongerTrueIsNotApproved() {
    try (Drive drive = drive()) {
      write(drive.at(Duration.ofMinutes(2)), ON_CALL, "30");
      drive
          .at(Duration.ofMinutes(3))
          .decide(ON_CALL, "clear-flag", "flag", "CAUSE_FOUND", "reason", "era outra coisa");
      refused(drive.at(Duration.ofMinutes(4)), MANAGER, "U1", RefusalCode.CAUSE_NOT_FOUND);
    }
  }

  @Test
  void whatWaitsIsStillThereAfterTheEngineIsLost() {
    try (Drive drive = drive()) {
      write(drive.at(Duration.ofMinutes(5)), ON_CALL, "30");
      drive.at(Duration.ofMinutes(6)).away(Duration.ofMinutes(10));
      drive.decide(MANAGER, "approve-update", "update", "U1");
      drive.at(Duration.ofMinutes(11));
      assertThat(external(drive)).hasSize(3);
    }
  }

  @Test
  void anIncidentThatBeganBeforeThatSendsAtOnceWhatAnApproverWrites() {
    try (Drive drive = drive()) {
      IncidentState old = drive.state();
      old.etaWaits = false;
      Incident incident = new Incident(old, drive.plan);
      Body said =
          Body.of(
              "audience",
              "external",
              "template",
              "external-update",
              "fields",
              new LinkedHashMap<>(Map.of("etaValue", "1", "etaUnit", "hora")));
      Refusal refusal =
          incident.refuse(new DecisionRequest("1", "send-update", said, "", ON_CALL), drive.now());
      assertThat(refusal).isNotNull();
      assertThat(refusal.code()).isEqualTo(RefusalCode.ETA_NEEDS_APPROVER);
      incident.decide(new DecisionRequest("2", "send-update", said, "", MANAGER), drive.now());
      assertThat(incident.state().waitingUpdate()).isNull();
      assertThat(incident.state().messages())
          .anyMatch(message -> message.code().equals("external-update"));
    }
  }

  @Test
  void whatSomebodyTypesTakesThePlaceOfNoFactAndMeetsNoClock() {
    UpdateTemplate own =
        new UpdateTemplate("own", "internal", List.of("services"), false, false, List.of());
    try (Drive drive = new Drive("P0", PlooralPlan.plan(List.of(own)), world -> {})) {
      Incident incident = new Incident(drive.state(), drive.plan);
      Body said =
          Body.of(
              "audience",
              "internal",
              "template",
              "own",
              "fields",
              new LinkedHashMap<>(
                  Map.of(
                      "services",
                      "a loja",
                      "title",
                      "Tudo bem",
                      "severity",
                      "P9",
                      "rules",
                      "notify",
                      "firings",
                      "x",
                      "more",
                      "mais")));
      incident.decide(new DecisionRequest("1", "send-update", said, "", ON_CALL), drive.now());
      assertThat(incident.state().messages())
          .filteredOn(message -> message.code().equals("own"))
          .isNotEmpty()
          .allSatisfy(
              message ->
                  assertThat(message.params())
                      .containsEntry("services", "a loja")
                      .containsEntry("more", "mais")
                      .containsEntry("severity", "P0")
                      .containsEntry("title", incident.state().title())
                      .doesNotContainKeys("rules", "firings"));
    }
  }
}
