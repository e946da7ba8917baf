package dev.aceiro.workflows.incident;

import static dev.aceiro.workflows.incident.Scripts.alarm;
import static dev.aceiro.workflows.incident.Scripts.ended;
import static dev.aceiro.workflows.incident.Scripts.etp;
import static dev.aceiro.workflows.incident.Scripts.flag;
import static dev.aceiro.workflows.incident.Scripts.plooral;
import static dev.aceiro.workflows.incident.Scripts.say;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.alarm.AlarmCatalogue;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.policy.ActionOutcome.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Precedence, replacement and union of rules (ADR 6), seen in what fires. */
class WhichRuleTellsWhomTest {

  @Test
  void aScenarioTakesThePlaceOfTheRuleItNames() {
    assertThat(told(etp("", "P0", "memory-leak", "2h"), "escalation-engineer"))
        .containsExactly("PT1H memory-leak-engineer");
  }

  @Test
  void aFlagThatHoldsARuleBackDoesNotBringBackWhatItReplaces() {
    assertThat(
            told(
                etp("", "P0", "memory-leak", "2h", flag("40m", "CAUSE_FOUND")),
                "escalation-engineer"))
        .isEmpty();
  }

  @Test
  void whoeverTimeHasToldIsNotToldByTimeAgainWhenTheScenarioChanges() {
    assertThat(
            told(
                etp("", "P0", null, "2h", say("40m", "triage", "scenario", "memory-leak")),
                "escalation-engineer"))
        .containsExactly("PT30M sla2x");
  }

  @Test
  void theEarliestOfTwoTimesTellsAndTheScenarioWhereTheyAreOne() {
    assertThat(told(etp("", "P1", "openai-down", "6h"), "incident-commander"))
        .containsExactly("PT2H openai-down-commander");
    assertThat(told(etp("", "P0", "database-down", "2h"), "incident-commander"))
        .containsExactly("PT0S assign", "PT1H database-down-commander");
  }

  @Test
  void aRoleThatSomebodyHoldsIsNotCalledByTime() {
    assertThat(
            told(
                etp("", "P0", null, "2h", say("9m", "take-role", "role", "incident-commander")),
                "incident-commander"))
        .containsExactly("PT0S assign");
  }

  @Test
  void newFactsTellAgain() {
    assertThat(
            told(
                etp(
                    "",
                    "P1",
                    "deploy-failed",
                    "3h",
                    ended("10m", "railway.rollback", Result.FAILED),
                    ended("20m", "railway.rollback", Result.FAILED),
                    ended("25m", "railway.rollback", Result.APPLIED)),
                "escalation-engineer"))
        .containsExactly("PT10M rollback-failed", "PT20M rollback-failed", "PT2H sla2x");
  }

  @Test
  void aScenariosFlagsAreRaisedWhenItIsKnown() {
    assertThat(
            Simulation.run(
                    etp("", "P1", null, "1h").plan(),
                    AlarmCatalogue.EMPTY,
                    etp(
                            "",
                            "P2",
                            null,
                            "80h",
                            say("10m", "triage", "scenario", "security-breach"),
                            say("20m", "declare-recovered"))
                        .script())
                .firings())
        .extracting(Simulation.Firing::rule)
        .contains("missed:draft");
  }

  @Test
  void anEffectTakesPlaceOnceWithNobodyTold() {
    assertThat(run(etp("", "P3", null, "10d")))
        .filteredOn(f -> f.kind().equals("EFFECT"))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.offset()).hasHours(48);
              assertThat(f.to()).isEmpty();
              assertThat(f.code()).isEqualTo("MOVE_TO_BACKLOG");
            });
  }

  @Test
  void aRelapseBeginsEverythingAnew() {
    assertThat(
            told(
                plooral(
                    "",
                    "P0",
                    "3h",
                    say("2m", "acknowledge"),
                    say("5m", "declare-recovered"),
                    alarm("60m", AlarmState.FIRING)),
                "engineering-manager"))
        .containsExactly("PT0S notify", "PT1H notify");
  }

  @Test
  void afterTheFirstP1OfAPlaybookItsReviewIsAnActionItemDueSevenDaysAfterTheReview() {
    assertThat(
            told(
                etp(
                    "",
                    "P1",
                    "deploy-failed",
                    "20d",
                    say("10m", "declare-recovered"),
                    say("20h", "submit-draft"),
                    say("60h", "complete-review")),
                "incident-commander"))
        .contains("PT228H missed:item:I1");
  }

  @Test
  void whatPeopleSayAtAnInstantComesBeforeWhatFiresThen() {
    assertThat(told(plooral("", "P0", "20m", say("5m", "acknowledge")), "on-call"))
        .containsExactly(
            "PT0S ladder-0", "PT10M missed:investigate", "PT15M missed:contain-target");
  }

  @Test
  void whatIsRefusedIsSaid() {
    Scripts.Case one = plooral("", "P0", "20m", say("5m", "end-observation"));

    assertThat(Simulation.run(one.plan(), AlarmCatalogue.EMPTY, one.script()).assumptions())
        .filteredOn(a -> a.code().equals("REFUSED"))
        .singleElement()
        .satisfies(a -> assertThat(a.params()).containsEntry("why", "WRONG_STAGE"));
  }

  private static List<Simulation.Firing> run(Scripts.Case one) {
    return Simulation.run(one.plan(), AlarmCatalogue.EMPTY, one.script()).firings();
  }

  private static List<String> told(Scripts.Case one, String recipient) {
    return run(one).stream()
        .filter(f -> f.to().contains(recipient) && !f.kind().equals("REMIND"))
        .map(f -> f.offset() + " " + f.rule())
        .toList();
  }
}
