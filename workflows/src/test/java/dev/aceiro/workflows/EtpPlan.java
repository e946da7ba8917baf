package dev.aceiro.workflows;

import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.policy.ActionOutcome;
import dev.aceiro.workflows.policy.ApprovalRule;
import dev.aceiro.workflows.policy.Channel;
import dev.aceiro.workflows.policy.Clocks;
import dev.aceiro.workflows.policy.Contact;
import dev.aceiro.workflows.policy.ContainmentRules;
import dev.aceiro.workflows.policy.EscalationRule;
import dev.aceiro.workflows.policy.MandatoryRule;
import dev.aceiro.workflows.policy.Milestone;
import dev.aceiro.workflows.policy.Observation;
import dev.aceiro.workflows.policy.PostmortemRules;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Role;
import dev.aceiro.workflows.policy.Rung;
import dev.aceiro.workflows.policy.Severity;
import dev.aceiro.workflows.policy.Trigger;
import dev.aceiro.workflows.policy.Trigger.Kind;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of 004 as the tests of this module use them; the shipped ones are YAML. */
public final class EtpPlan {
  private static final List<String> UP_TO_P2 = List.of("P0", "P1", "P2");
  private static final List<String> ENGINEER = List.of("role:escalation-engineer");
  private static final List<String> COMMANDER = List.of("role:incident-commander");

  private EtpPlan() {}

  public static ResponsePlan plan() {
    return new ResponsePlan(
        "etp-express",
        "ETP Express",
        "America/Sao_Paulo",
        "pt-BR",
        "test",
        List.of(
            severity("P0", Duration.ofMinutes(15), COMMANDER, Duration.ofMinutes(30)),
            severity("P1", Duration.ofHours(1), List.of(), null),
            severity("P2", Duration.ofHours(4), List.of(), null),
            severity("P3", Duration.ofHours(24), List.of(), null)),
        "P1",
        "first-responder",
        List.of(
            rung(Duration.ZERO, List.of("slack")),
            rung(Duration.ofMinutes(5), List.of("email", "sms")),
            rung(Duration.ofMinutes(10), List.of("phone"))),
        escalations(),
        Stream.of(
                "first-responder",
                "escalation-engineer",
                "incident-commander",
                "security-specialist",
                "legal")
            .map(EtpPlan::role)
            .toList(),
        List.of(new Channel("alerts-production", "slack", "#alerts-production")),
        new TreeMap<>(),
        List.of(new ApprovalRule(Risk.DISRUPTIVE, 1, List.of(), true)),
        Duration.ofMinutes(15),
        new Observation(Duration.ofHours(24), Duration.ofHours(48), null),
        new PostmortemRules(
            List.of(
                MandatoryRule.severities(List.of("P0", "P1")),
                new MandatoryRule(
                    List.of("P2"), new MandatoryRule.Recurrence(2, Duration.ofDays(30)), null),
                MandatoryRule.flag("SECURITY")),
            new Milestone(Milestone.Anchor.RESOLVED, null, Duration.ofHours(24), "004"),
            new Milestone(Milestone.Anchor.DRAFT, null, Duration.ofHours(48), "004"),
            new Milestone(Milestone.Anchor.REVIEW, null, Duration.ofDays(7), "004"),
            COMMANDER,
            List.of(),
            List.of("P0", "P1")),
        List.of(
            playbook("database-down", "P0"),
            playbook("memory-leak", "P0"),
            playbook("openai-down", "P1"),
            playbook("data-corruption", "P1"),
            playbook("openai-rate-limit", "P2"),
            playbook("deploy-failed", "P1"),
            playbook("security-breach", "P0", "SECURITY")),
        List.of("SECURITY", "CAUSE_FOUND", "SIGNIFICANT_DATA_LOSS", "BREACH_CONFIRMED"),
        List.of("production"),
        List.of("backend", "frontend", "postgres"),
        1,
        List.of(),
        List.of(),
        List.of(),
        ContainmentRules.NONE);
  }

  private static List<EscalationRule> escalations() {
    return List.of(
        rule("sla2x", UP_TO_P2, null, multiple(2), ENGINEER, List.of(), null),
        rule("sla2x-p3", List.of("P3"), null, multiple(2), List.of(), List.of(), "MOVE_TO_BACKLOG"),
        rule("sla4x", UP_TO_P2, null, multiple(4), COMMANDER, List.of(), null),
        scenario("database-down-engineer", "database-down", elapsed(30), ENGINEER),
        rule(
            "database-down-commander",
            List.of(),
            "database-down",
            elapsed(60),
            COMMANDER,
            List.of(),
            "CONSIDER_RESTORE"),
        rule(
            "memory-leak-engineer",
            List.of(),
            "memory-leak",
            new Trigger(Kind.ELAPSED, Duration.ofHours(1), null, null, "CAUSE_FOUND", null, null),
            ENGINEER,
            List.of("sla2x"),
            null),
        rule(
            "openai-down-commander",
            List.of(),
            "openai-down",
            elapsed(120),
            COMMANDER,
            List.of(),
            "OFFICIAL_COMMUNICATION"),
        scenario(
            "data-loss",
            "data-corruption",
            new Trigger(
                Kind.ELAPSED, Duration.ofHours(1), null, "SIGNIFICANT_DATA_LOSS", null, null, null),
            COMMANDER),
        scenario(
            "too-often",
            "openai-rate-limit",
            new Trigger(
                Kind.FREQUENCY,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                3,
                Duration.ofDays(1)),
            ENGINEER),
        scenario(
            "rollback-failed",
            "deploy-failed",
            new Trigger(
                Kind.OUTCOME,
                null,
                null,
                null,
                null,
                null,
                null,
                "railway.rollback",
                ActionOutcome.Result.FAILED,
                null,
                null),
            ENGINEER),
        scenario(
            "breach",
            "security-breach",
            elapsed(0),
            List.of("role:incident-commander", "role:security-specialist")),
        rule(
            "breach-confirmed",
            List.of(),
            "security-breach",
            new Trigger(Kind.FLAG, null, "BREACH_CONFIRMED", null, null, null, null),
            List.of("role:legal"),
            List.of(),
            "START_ANPD_CLOCK"));
  }

  private static EscalationRule scenario(
      String id, String scenario, Trigger when, List<String> to) {
    return rule(id, List.of(), scenario, when, to, List.of(), null);
  }

  private static EscalationRule rule(
      String id,
      List<String> severities,
      @Nullable String scenario,
      Trigger when,
      List<String> to,
      List<String> replaces,
      @Nullable String effect) {
    return new EscalationRule(
        id, severities, scenario, when, to, List.of(), "004", replaces, effect, null, false);
  }

  private static Trigger elapsed(int minutes) {
    return new Trigger(Kind.ELAPSED, Duration.ofMinutes(minutes), null, null, null, null, null);
  }

  private static Trigger multiple(int times) {
    return new Trigger(Kind.SLA_MULTIPLE, null, null, null, null, "acknowledge", times);
  }

  private static Severity severity(
      String code, Duration acknowledge, List<String> assign, @Nullable Duration external) {
    return new Severity(
        code,
        code,
        "",
        new Clocks(null, acknowledge, null, null, null, null, null, null, external, external),
        List.of("channel:alerts-production"),
        List.of(),
        assign,
        null,
        false,
        "004",
        new TreeMap<>());
  }

  private static Playbook playbook(String scenario, String severity, String... flags) {
    return new Playbook(
        scenario,
        scenario,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "004",
        severity,
        List.of(flags),
        List.of(),
        List.of(),
        List.of(),
        null,
        null);
  }

  private static Role role(String id) {
    return new Role(
        id,
        id,
        "RESPONDER",
        true,
        List.of("slack", "email"),
        List.of(new Contact("etp-express/" + id, id, id + "@etp.example", "@" + id, null)));
  }

  private static Rung rung(Duration after, List<String> channels) {
    return new Rung(after, channels, List.of(), null);
  }
}
