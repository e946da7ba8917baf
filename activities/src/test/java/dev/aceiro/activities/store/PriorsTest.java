package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.Samples.NOON;
import static dev.aceiro.activities.store.Samples.plan;
import static dev.aceiro.activities.store.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.incident.Incident;
import dev.aceiro.workflows.policy.ActionOutcome;
import dev.aceiro.workflows.policy.ContainmentRules;
import dev.aceiro.workflows.policy.Deadline;
import dev.aceiro.workflows.policy.EscalationRule;
import dev.aceiro.workflows.policy.MandatoryRule;
import dev.aceiro.workflows.policy.Milestone;
import dev.aceiro.workflows.policy.Occurrence;
import dev.aceiro.workflows.policy.PostmortemRules;
import dev.aceiro.workflows.policy.RaiseRule;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What rules count is what PostgreSQL holds. */
class PriorsTest {
  private TestDatabase database;
  private Incidents incidents;
  private Priors priors;

  @BeforeEach
  void start() {
    database = TestDatabase.fresh();
    incidents = new Incidents(database.dataSource(), new Plans(database.dataSource()));
    priors = new Priors(database.dataSource());
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void earlierIncidentsOfTheWindowAreKnownTheLatestFirst() {
    happened("INC-1001", NOON.minus(Duration.ofDays(31)), "api-errors", "P1");
    happened("INC-1002", NOON.minus(Duration.ofDays(3)), "api-errors", "P0");
    happened("INC-1003", NOON.minus(Duration.ofHours(2)), "queue-backlog", "P2");

    assertThat(priors.known(counting(), "INC-1004", NOON).occurrences())
        .containsExactly(
            new Occurrence("INC-1003", "queue-backlog", "P2", NOON.minus(Duration.ofHours(2))),
            new Occurrence("INC-1002", "api-errors", "P0", NOON.minus(Duration.ofDays(3))));
  }

  @Test
  void drillsFalseAlarmsAndTheIncidentItselfAreNotCounted() {
    change("INC-1001", "drill", true);
    change("INC-1002", "falseAlarm", true);
    change("INC-1003", "scenario", null);
    happened("INC-1004", NOON, "api-errors", "P1");

    assertThat(priors.known(counting(), "INC-1004", NOON).occurrences()).isEmpty();
  }

  @Test
  void aPlaybookIsTriedOnceAnIncidentOfItsSeveritiesHadItHoweverLongAgo() {
    happened("INC-1001", NOON.minus(Duration.ofDays(700)), "api-errors", "P1");
    happened("INC-1002", NOON.minus(Duration.ofDays(1)), "queue-backlog", "P2");

    assertThat(priors.known(counting(), "INC-1003", NOON).tried()).containsExactly("api-errors");
  }

  @Test
  void alarmsOfOtherOpenIncidentsAreKnownWhereARuleAsksForThem() {
    firing("INC-1001", "ApiErrors", "FIRING", NOON.minusSeconds(60));
    firing("INC-1002", "ApiErrors", "FIRING", NOON.minusSeconds(90));
    firing("INC-1003", "WorkerErrors", "RESOLVED", NOON.minusSeconds(60));
    firing("INC-1004", "NobodyAsks", "FIRING", NOON.minusSeconds(60));

    assertThat(priors.known(raising("ApiErrors", "WorkerErrors"), "INC-1009", NOON).firing())
        .containsExactly(Map.entry("ApiErrors", NOON.minusSeconds(90)));
    assertThat(priors.known(counting(), "INC-1009", NOON).firing()).isEmpty();
  }

  private void firing(String id, String alarm, String state, Instant since) {
    incidents.reserve(
        state(
            id,
            root ->
                root.putObject("alarms")
                    .putObject("generic/" + alarm)
                    .put("key", "generic/" + alarm)
                    .put("name", alarm)
                    .put("state", state)
                    .put("sequence", 1)
                    .put("firstAt", since.toString())
                    .put("changedAt", since.toString())),
        plan(),
        null);
  }

  @Test
  void theFourthOfADayEscalatesAndTheThirdDoesNot() {
    happened("INC-1001", NOON.minus(Duration.ofHours(20)), "api-errors", "P2");
    happened("INC-1002", NOON.minus(Duration.ofHours(9)), "api-errors", "P2");
    happened("INC-1003", NOON.minus(Duration.ofHours(25)), "api-errors", "P2");
    assertThat(escalated("INC-1009")).isEmpty();

    happened("INC-1004", NOON.minus(Duration.ofHours(1)), "api-errors", "P2");
    assertThat(escalated("INC-1009"))
        .singleElement()
        .satisfies(deadline -> assertThat(deadline.due()).isEqualTo(NOON));
  }

  private List<Deadline> escalated(String incident) {
    ResponsePlan plan = counting();
    Incident opened =
        new Incident(
            state(incident)
                .knowing(
                    priors.known(plan, incident, NOON).occurrences(), List.of(), new TreeMap<>()),
            plan);
    return opened.agenda().stream().filter(d -> d.id().rule().equals("too-often")).toList();
  }

  private void happened(String id, Instant at, @Nullable String scenario, String severity) {
    incidents.reserve(
        state(
            id,
            root ->
                root.put("receivedAt", at.toString())
                    .put("startedAt", at.toString())
                    .put("scenario", scenario)
                    .put("severity", severity)
                    .put("worstSeverity", severity)),
        plan(),
        null);
  }

  private void change(String id, String field, @Nullable Boolean value) {
    incidents.reserve(state(id, root -> root.put(field, value)), plan(), null);
  }

  /** The samples' plan with a rule that counts a day and one that counts a month. */
  private static ResponsePlan counting() {
    ResponsePlan plan = plan();
    PostmortemRules postmortem = plan.postmortem();
    Milestone none = null;
    return new ResponsePlan(
        plan.profile(),
        plan.organisation(),
        plan.zone(),
        plan.language(),
        plan.version(),
        plan.severities(),
        plan.defaultSeverity(),
        plan.firstResponder(),
        plan.ladder(),
        List.of(
            new EscalationRule(
                "too-often",
                List.of(),
                "api-errors",
                new Trigger(
                    Trigger.Kind.FREQUENCY,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    (ActionOutcome.Result) null,
                    3,
                    Duration.ofDays(1)),
                List.of("role:escalation-engineer"),
                List.of(),
                "004 S8")),
        plan.roles(),
        plan.channels(),
        plan.decisions(),
        plan.approvals(),
        plan.approvalValidFor(),
        plan.observation(),
        new PostmortemRules(
            List.of(
                new MandatoryRule(
                    List.of("P2"), new MandatoryRule.Recurrence(2, Duration.ofDays(30)), null)),
            none,
            postmortem.review(),
            postmortem.actions(),
            List.of(),
            List.of(),
            List.of("P0", "P1")),
        plan.playbooks(),
        plan.flags(),
        plan.environments(),
        plan.services(),
        1,
        List.of(),
        List.of(),
        List.of(),
        ContainmentRules.NONE);
  }

  /** The samples' plan with an alarm that others make worse. */
  private static ResponsePlan raising(String... others) {
    ResponsePlan plan = plan();
    return new ResponsePlan(
        plan.profile(),
        plan.organisation(),
        plan.zone(),
        plan.language(),
        plan.version(),
        plan.severities(),
        plan.defaultSeverity(),
        plan.firstResponder(),
        plan.ladder(),
        plan.escalations(),
        plan.roles(),
        plan.channels(),
        plan.decisions(),
        plan.approvals(),
        plan.approvalValidFor(),
        plan.observation(),
        plan.postmortem(),
        plan.playbooks(),
        plan.flags(),
        plan.environments(),
        plan.services(),
        plan.speed(),
        plan.templates(),
        List.of(new RaiseRule("DatabaseBusy", "P0", List.of(others), null, "002 §1.1")),
        plan.triage(),
        ContainmentRules.NONE);
  }
}
