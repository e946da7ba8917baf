package dev.aceiro.web.profile.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.profile.ShippedProfiles;
import dev.aceiro.workflows.incident.Simulation;
import dev.aceiro.workflows.policy.Clocks;
import dev.aceiro.workflows.policy.EscalationRule;
import dev.aceiro.workflows.policy.MandatoryRule;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Severity;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No rule is shipped that no row has seen fire. */
class EveryRuleHasARowTest {

  static Stream<Row> rows() {
    return Stream.of(
            PlooralSeverityTableTest.TABLE,
            PlooralEscalationTableTest.TABLE,
            PlooralPostmortemTableTest.TABLE,
            EtpSlaTableTest.TABLE,
            EtpScenarioEscalationTableTest.TABLE,
            EtpPostmortemTableTest.TABLE,
            Challenge02TableTest.TABLE,
            LadderTableTest.ETP,
            LadderTableTest.PLOORAL,
            LadderTableTest.CHALLENGE,
            RaiseTableTest.PLOORAL,
            RaiseTableTest.CHALLENGE,
            ChangeTableTest.PLOORAL,
            ChangeTableTest.ETP)
        .flatMap(Table::rows);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plooral", "etp-express", "challenge-02"})
  void noRuleIsWithoutARow(String profile) {
    Set<String> left = new TreeSet<>(rules(ShippedProfiles.of(profile).plan()));
    left.removeAll(exercised(profile));
    assertThat(left).isEmpty();
  }

  @Test
  void everyRowSaysWhichDocumentItComesFrom() {
    assertThat(rows())
        .allSatisfy(
            row ->
                assertThat(row.source())
                    .matches(
                        switch (row.profile()) {
                          case "plooral" -> "(002|Aceiro).*";
                          case "etp-express" -> "(004|Aceiro).*";
                          default -> "(000|001|003|Aceiro).*";
                        }));
  }

  /** Every rule of a plan, by a name that {@link #exercised} gives it too. */
  private static Set<String> rules(ResponsePlan plan) {
    Set<String> rules = new TreeSet<>();
    for (Severity severity : plan.severities()) {
      String code = severity.code() + " ";
      severity.tell().forEach(who -> rules.add(code + "notify " + id(who)));
      severity.assign().forEach(who -> rules.add(code + "assign " + id(who)));
      clocks(severity.clocks()).forEach(clock -> rules.add(code + clock));
    }
    for (EscalationRule rule : plan.escalations()) {
      rules.add(rule.id());
      if (rule.effect() != null) {
        rules.add(rule.id() + " " + rule.effect());
      }
      rule.severities().stream()
          .filter(code -> !called(plan.severity(code), rule))
          .forEach(code -> rules.add(code + " " + rule.id()));
    }
    plan.raises().forEach(raise -> rules.add(raise.id()));
    for (int rung = 0; rung < plan.ladder().size(); rung++) {
      rules.add("ladder-" + rung);
    }
    rules.add("observation");
    rules.add("missed:item");
    if (plan.postmortem().draft() != null) {
      rules.add("missed:draft");
    }
    if (plan.postmortem().review() != null) {
      rules.add("missed:review");
      if (plan.postmortem().review().notBefore() != null) {
        rules.add("review-opens");
      }
    }
    for (MandatoryRule owed : plan.postmortem().mandatory()) {
      for (String code : owed.severities()) {
        rules.add(code + " owed" + (owed.recurrence() == null ? "" : " again"));
      }
      if (owed.flag() != null) {
        rules.add(owed.flag() + " owed");
      }
    }
    return rules;
  }

  /** Whether the severity has called whom the rule would tell of the time: it tells nobody then. */
  private static boolean called(Severity severity, EscalationRule rule) {
    return rule.effect() == null
        && rule.when().unconditional()
        && severity.assign().containsAll(rule.to());
  }

  private static List<String> clocks(Clocks of) {
    return Stream.of(
            of.notifyWithin() == null ? null : "missed:notify",
            of.acknowledgeWithin() == null ? null : "missed:acknowledge",
            of.investigateWithin() == null ? null : "missed:investigate",
            of.containTarget() == null ? null : "missed:contain-target",
            of.containLimit() == null ? null : "missed:contain-limit",
            of.communicateAfterContainment() == null ? null : "missed:communicate",
            of.updateEvery() == null ? null : "update-reminder",
            of.updateLimit() == null ? null : "missed:update",
            of.externalUpdateEvery() == null ? null : "external-update-reminder",
            of.externalUpdateLimit() == null ? null : "missed:external-update")
        .filter(clock -> clock != null)
        .toList();
  }

  private static Set<String> exercised(String profile) {
    Set<String> exercised = new TreeSet<>();
    rows()
        .filter(row -> row.profile().equals(profile) && !row.at().isEmpty())
        .forEach(
            row -> {
              for (Simulation.Firing firing : Rehearsal.of(row).told(row)) {
                exercised(row, firing, exercised);
              }
            });
    return exercised;
  }

  private static void exercised(Row row, Simulation.Firing firing, Set<String> exercised) {
    String rule = firing.rule();
    exercised.add(rule);
    exercised.add(row.severity() + " " + rule);
    exercised.add(row.severity() + " " + rule + " " + row.who());
    if (firing.kind().equals("EFFECT")) {
      exercised.add(rule + " " + firing.code());
    }
    if (rule.startsWith("missed:item")) {
      exercised.add("missed:item");
    }
    if (rule.equals("missed:draft") || rule.equals("missed:review")) {
      boolean again = row.events().stream().anyMatch(event -> event.startsWith("prior"));
      exercised.add(row.severity() + " owed" + (again ? " again" : ""));
      row.events().stream()
          .filter(event -> event.contains(" flag "))
          .forEach(event -> exercised.add(event.substring(event.lastIndexOf(' ') + 1) + " owed"));
    }
  }

  private static String id(String recipient) {
    return recipient.substring(recipient.indexOf(':') + 1);
  }
}
