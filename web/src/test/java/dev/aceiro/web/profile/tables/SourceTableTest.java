package dev.aceiro.web.profile.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.profile.Profile;
import dev.aceiro.web.profile.ShippedProfiles;
import dev.aceiro.workflows.incident.Body;
import dev.aceiro.workflows.incident.Script;
import dev.aceiro.workflows.incident.Simulation;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.policy.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fires names the place in the documents that its own profile gives for it. */
class SourceTableTest {

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plooral      | P0 | notify                   | 002 §1.1
          plooral      | P1 | notify                   | 002 §1.2
          plooral      | P2 | notify                   | 002 §1.3
          plooral      | P0 | ladder-0                 | Aceiro
          plooral      | P0 | missed:investigate       | 002 §1.1
          plooral      | P0 | missed:contain-target    | 002 §1.1
          plooral      | P1 | missed:contain-limit     | 002 §1.2
          plooral      | P0 | update-reminder          | 002 §1.5
          plooral      | P0 | missed:update            | 002 §1.5
          plooral      | P0 | no-progress              | 002 §1.4
          plooral      | P0 | observation              | 000 §5
          plooral      | P0 | missed:draft             | Aceiro
          plooral      | P0 | review-opens             | 002 §1.6
          plooral      | P0 | missed:review            | 002 §1.6
          plooral      | P0 | missed:item:I1           | Aceiro
          etp-express  | P0 | notify                   | 004 Notification Channels
          etp-express  | P1 | notify                   | 004 Notification Channels
          etp-express  | P0 | assign                   | 004 Roles
          etp-express  | P0 | ladder-1                 | 004 Notification Channels
          etp-express  | P1 | missed:acknowledge       | 004 SLA
          etp-express  | P0 | external-update-reminder | 004 Exemplo
          etp-express  | P1 | sla2x                    | 004 SLA
          etp-express  | P1 | sla4x                    | 004 Escalation Path
          etp-express  | P1 | observation              | 000 §5
          etp-express  | P1 | missed:draft             | 004 Post-Incident
          etp-express  | P1 | missed:review            | 004 Post-Incident
          etp-express  | P1 | missed:item:I1           | 004 Post-Incident
          challenge-02 | P0 | notify                   | Aceiro
          challenge-02 | P0 | missed:acknowledge       | Aceiro
          challenge-02 | P0 | observation              | 000 §5
          challenge-02 | P0 | review-opens             | Aceiro
          """)
  void aFiringHasTheSourceOfItsRule(String profile, String severity, String rule, String source) {
    assertThat(everything(profile, severity, null))
        .filteredOn(firing -> firing.rule().equals(rule))
        .isNotEmpty()
        .extracting(Simulation.Firing::source)
        .containsOnly(source);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plooral", "etp-express", "challenge-02"})
  void noFiringCitesTheDocumentOfAnotherProfile(String id) {
    Profile profile = ShippedProfiles.of(id);
    Set<String> documents = profile.document().organisation().documents().keySet();
    List<Simulation.Firing> firings = new ArrayList<>();
    for (Severity severity : profile.plan().severities()) {
      firings.addAll(everything(id, severity.code(), null));
      for (Playbook playbook : profile.plan().playbooks()) {
        firings.addAll(everything(id, severity.code(), playbook.scenario()));
      }
    }
    EveryRuleHasARowTest.rows()
        .filter(row -> row.profile().equals(id))
        .forEach(row -> firings.addAll(Rehearsal.of(row).firings()));
    assertThat(firings)
        .allSatisfy(
            firing ->
                assertThat(firing.source())
                    .as(firing.rule())
                    .matches(source -> documents.stream().anyMatch(source::startsWith)));
  }

  /** Nobody does anything for a day; then it is over, comes back, and is over again. */
  private static List<Simulation.Firing> everything(
      String id, String severity, @Nullable String scenario) {
    Profile profile = ShippedProfiles.of(id);
    Duration day = Duration.ofDays(1);
    Duration minute = Duration.ofMinutes(1);
    List<Script.Event> events =
        Stream.concat(
                profile.plan().flags().stream().map(flag -> new Script.Flagged(minute, flag)),
                Stream.of(
                    decided(day, "declare-recovered"),
                    decided(day.plusMinutes(1), "reopen"),
                    decided(day.multipliedBy(2), "mark-contained"),
                    decided(day.multipliedBy(3), "declare-recovered"),
                    decided(day.multipliedBy(3), "add-action-item"),
                    decided(day.multipliedBy(4).plusHours(1), "submit-draft"),
                    decided(day.multipliedBy(7), "complete-review")))
            .map(Script.Event.class::cast)
            .toList();
    Script script =
        new Script(severity, scenario, Rehearsal.START, List.of(), events, day.multipliedBy(20));
    return Simulation.run(profile.plan(), profile.catalogue(), script).firings();
  }

  private static Script.Event decided(Duration at, String decision) {
    return new Script.Decided(at, decision, Body.empty());
  }
}
