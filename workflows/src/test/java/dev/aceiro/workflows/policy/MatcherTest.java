package dev.aceiro.workflows.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.PlooralPlan;
import dev.aceiro.workflows.alarm.Alarm;
import dev.aceiro.workflows.alarm.AlarmCatalogue;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.incident.Params;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MatcherTest {

  @Test
  void aStarIsAnyTextAndAQuestionMarkOneCharacter() {
    assertThat(named("Plooral*").matches("PlooralSomething", Params.none())).isTrue();
    assertThat(named("*Error*Rate").matches("ApiHighErrorRate", Params.none())).isTrue();
    assertThat(named("P?").matches("P1", Params.none())).isTrue();
    assertThat(named("P?").matches("P10", Params.none())).isFalse();
    assertThat(named("*a*a*a*a*a*a*b").matches("a".repeat(2_000), Params.none())).isFalse();
  }

  @Test
  void everyLabelMustMatch() {
    Matcher matcher = new Matcher(null, Params.of("env", "prod", "team", "api*"));

    assertThat(matcher.matches("Any", Params.of("env", "prod", "team", "api-core"))).isTrue();
    assertThat(matcher.matches("Any", Params.of("env", "prod"))).isFalse();
  }

  @Test
  void anUnknownAlarmGetsTheFirstSeverityThatMatches() {
    ResponsePlan plan = matching();

    assertThat(AlarmCatalogue.EMPTY.meaningOf(alarm("AnyHighErrorRate", null), plan).severity())
        .isEqualTo("P0");
    assertThat(AlarmCatalogue.EMPTY.meaningOf(alarm("Other", "P0"), plan).severity())
        .isEqualTo("P2");
  }

  @Test
  void withoutAMatchTheSourcesSeverityCountsAndElseTheDefault() {
    assertThat(AlarmCatalogue.EMPTY.meaningOf(alarm("Other", "P0"), PlooralPlan.plan()).severity())
        .isEqualTo("P0");
    assertThat(AlarmCatalogue.EMPTY.meaningOf(alarm("Other", null), PlooralPlan.plan()).severity())
        .isEqualTo("P1");
  }

  private static Matcher named(String glob) {
    return new Matcher(glob, new TreeMap<>());
  }

  private static ResponsePlan matching() {
    ResponsePlan p = PlooralPlan.plan();
    SortedMap<String, Matcher> matchers = new TreeMap<>();
    matchers.put("P0", named("*HighErrorRate"));
    matchers.put("P2", named("*"));
    List<Severity> severities =
        p.severities().stream()
            .map(
                s ->
                    new Severity(
                        s.code(),
                        s.label(),
                        s.definition(),
                        s.clocks(),
                        s.tell(),
                        matchers.containsKey(s.code())
                            ? List.of(matchers.get(s.code()))
                            : List.of(),
                        List.of(),
                        null,
                        false,
                        null,
                        new TreeMap<>()))
            .toList();
    return new ResponsePlan(
        p.profile(),
        p.organisation(),
        p.zone(),
        p.language(),
        p.version(),
        severities,
        p.defaultSeverity(),
        p.firstResponder(),
        p.ladder(),
        p.escalations(),
        p.roles(),
        p.channels(),
        p.decisions(),
        p.approvals(),
        p.approvalValidFor(),
        p.observation(),
        p.postmortem(),
        p.playbooks(),
        p.flags(),
        p.environments(),
        p.services(),
        1,
        List.of(),
        List.of(),
        List.of(),
        ContainmentRules.NONE);
  }

  private static Alarm alarm(String name, String severity) {
    return new Alarm(
        "cloudwatch",
        name,
        AlarmState.FIRING,
        name,
        "1",
        severity,
        null,
        null,
        Instant.EPOCH,
        Instant.EPOCH,
        false,
        name,
        new TreeMap<>(),
        List.of());
  }
}
