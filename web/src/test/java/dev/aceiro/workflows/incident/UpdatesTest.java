package dev.aceiro.workflows.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.profile.ShippedProfiles;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.UpdateTemplate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text must not say more than is known, nor promise what nobody stands for. */
class UpdatesTest {
  private static final Instant NOW = Instant.parse("2026-03-10T06:00:00Z");
  private static final Actor ON_CALL = new Actor("ann", List.of("on-call"), "test");
  private static final Actor LEAD = new Actor("max", List.of("engineering-manager"), "test");

  private final ResponsePlan plan = ShippedProfiles.of("plooral").plan();
  private final UpdateTemplate both =
      plan.updates().stream()
          .filter(one -> one.assertsCause() && one.promisesEta())
          .findFirst()
          .orElseThrow();
  private final Incident incident = open();

  private Incident open() {
    Script script =
        new Script("P0", null, NOW, List.of(), List.of(), java.time.Duration.ofHours(1));
    Incident opened = new Incident(Simulation.opened(plan, script), plan);
    opened.declare(NOW);
    return opened;
  }

  private RefusalCode refusal(UpdateTemplate template, String audience, Actor actor) {
    LinkedHashMap<String, String> fields = new LinkedHashMap<>();
    template.fields().forEach(field -> fields.put(field, "x"));
    return refusal(template.id(), audience, actor, fields);
  }

  private RefusalCode refusal(
      String template, String audience, Actor actor, Map<String, String> fields) {
    Refusal refusal =
        incident.refuse(
            new DecisionRequest(
                "1",
                "send-update",
                Body.of("audience", audience, "template", template, "fields", fields),
                "",
                actor),
            NOW);
    return refusal == null ? null : refusal.code();
  }

  @Test
  void aCauseIsAssertedOnlyOnceItIsKnown() {
    assertThat(refusal(both, both.audience(), LEAD)).isEqualTo(RefusalCode.CAUSE_NOT_FOUND);
    incident.raiseFlag(LEAD, "CAUSE_FOUND", null, NOW);
    assertThat(refusal(both, both.audience(), LEAD)).isNull();
  }

  @Test
  void anEndIsWrittenByAnybodyAndApprovedByAnApprover() {
    incident.raiseFlag(LEAD, "CAUSE_FOUND", null, NOW);
    assertThat(refusal(both, both.audience(), ON_CALL)).isNull();
    assertThat(incident.approvers(both, ON_CALL)).containsExactly("engineering-manager");
    assertThat(incident.approvers(both, LEAD))
        .containsExactly("engineering-manager", "platform-lead");
  }

  @Test
  void aTextGoesToItsAudience() {
    incident.raiseFlag(LEAD, "CAUSE_FOUND", null, NOW);
    assertThat(refusal(both, "internal", LEAD)).isEqualTo(RefusalCode.TEMPLATE_OTHER_AUDIENCE);
  }

  @Test
  void aFieldThatIsNotFilledInIsNamed() {
    assertThat(refusal("internal-update", "internal", ON_CALL, Map.of("lastUpdate", "x")))
        .isEqualTo(RefusalCode.FIELD_MISSING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plooral", "etp-express", "challenge-02"})
  void theUpdateThatEveryProfileHasNeedsNobody(String profile) {
    ResponsePlan its = ShippedProfiles.of(profile).plan();
    assertThat(its.updates().getFirst().id()).isEqualTo("internal-update");
    assertThat(its.updates().getFirst().promisesEta()).isFalse();
  }
}
