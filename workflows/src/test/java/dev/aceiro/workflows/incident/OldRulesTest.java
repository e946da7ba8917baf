package dev.aceiro.workflows.incident;

import static dev.aceiro.workflows.incident.Drive.ON_CALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.PlooralPlan;
import dev.aceiro.workflows.containment.ActionReport;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.Hold;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.policy.ApprovalRule;
import dev.aceiro.workflows.policy.ContainmentRules;
import dev.aceiro.workflows.policy.HoldRule;
import dev.aceiro.workflows.policy.ResponsePlan;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What an incident that began before holds stayed, and before destruction always needed somebody's
 * word, has in its history must come out of it again: it goes by the rules it began with.
 */
class OldRulesTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final ResponsePlan NOBODY_ASKED =
      PlooralPlan.approving(new ApprovalRule(Risk.DESTRUCTIVE, 0, List.of(), true));
  private static final ResponsePlan ONE_LIFTS =
      PlooralPlan.plan(
          new ContainmentRules(
              List.of(
                  new HoldRule(
                      Hold.NO_ROLLBACK, List.of("SECURITY"), List.of("security-team"), "")),
              null,
              null),
          List.of());

  private static Incident incident(ResponsePlan plan, boolean strict) {
    IncidentState state =
        IncidentState.open(
            new Opening(
                "INC-1",
                "test/INC-1",
                "hash",
                false,
                "API",
                "P0",
                null,
                "prod",
                List.of(),
                NOW,
                NOW,
                "aceiro",
                null),
            "plooral");
    state.strict = strict;
    return new Incident(state, plan);
  }

  private static Incident captured(boolean strict) {
    Incident incident = incident(NOBODY_ASKED, strict);
    incident.ledger().propose(ON_CALL, "aurora.reboot", Params.none(), "teste", NOW);
    incident.actionReported(
        new ActionReport(
            "A1",
            OrderKind.CAPTURE,
            1,
            Outcome.CAPTURED,
            new Capture("digest", "db", Risk.DESTRUCTIVE, false, Params.none(), NOW),
            "CAPTURED",
            Params.none(),
            NOW),
        NOW);
    return incident;
  }

  @Test
  void aPlanThatAskedNobodyIsObeyedByTheIncidentsThatBeganUnderIt() {
    IncidentState state = captured(false).state();
    assertThat(state.actions().getFirst().state()).isEqualTo(ActionState.APPLYING);
    assertThat(state.orders()).singleElement().extracting("kind").isEqualTo(OrderKind.APPLY);
  }

  @Test
  void andByNoOther() {
    Incident incident = captured(true);
    assertThat(incident.state().actions().getFirst().state()).isEqualTo(ActionState.WAITING);
    assertThat(incident.state().orders()).isEmpty();
    assertThat(incident.approvalsNeeded(incident.state().actions().getFirst())).isEqualTo(1);
  }

  @Test
  void clearedFlagsAndTakenRolesLiftWhatTheyLifted() {
    Incident incident = incident(ONE_LIFTS, false);
    incident.raiseFlag(ON_CALL, "SECURITY", null, NOW);
    incident.takeRole(ON_CALL, "security-team", ON_CALL.person(), NOW);
    assertThat(incident.holds().refuseLift("NO_ROLLBACK", ON_CALL, NOW)).isNull();
    incident.clearFlag(ON_CALL, "SECURITY", "não era", NOW);
    assertThat(incident.standingHolds()).isEmpty();
    assertThat(incident.state().holdsPut).isEmpty();
  }

  @Test
  void andLiftNothingElsewhere() {
    Incident incident = incident(ONE_LIFTS, true);
    incident.raiseFlag(ON_CALL, "SECURITY", null, NOW);
    incident.takeRole(ON_CALL, "security-team", ON_CALL.person(), NOW);
    assertThat(incident.holds().refuseLift("NO_ROLLBACK", ON_CALL, NOW)).isNotNull();
    incident.clearFlag(ON_CALL, "SECURITY", "não era", NOW);
    assertThat(incident.standingHolds()).hasSize(1);
  }
}
