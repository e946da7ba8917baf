package dev.aceiro.web.console;

import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.incident.Params;
import dev.aceiro.workflows.playbook.Check;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.playbook.SuggestedAction;
import dev.aceiro.workflows.policy.ApprovalRule;
import dev.aceiro.workflows.policy.Channel;
import dev.aceiro.workflows.policy.Clocks;
import dev.aceiro.workflows.policy.Contact;
import dev.aceiro.workflows.policy.ContainmentRules;
import dev.aceiro.workflows.policy.EscalationRule;
import dev.aceiro.workflows.policy.Observation;
import dev.aceiro.workflows.policy.PostmortemRules;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Role;
import dev.aceiro.workflows.policy.Rung;
import dev.aceiro.workflows.policy.Severity;
import dev.aceiro.workflows.policy.TriageField;
import dev.aceiro.workflows.policy.Trigger;
import dev.aceiro.workflows.policy.UpdateTemplate;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/** A plan like the one of 002, without reading any file. */
final class TestPlan {
  private TestPlan() {}

  static ResponsePlan plooral(TriageField... triage) {
    return new ResponsePlan(
        "plooral",
        "Plooral",
        "America/Sao_Paulo",
        "pt-BR",
        "test",
        List.of(
            new Severity(
                "P0",
                "Indisponibilidade Completa",
                "",
                new Clocks(
                    minutes(3),
                    null,
                    minutes(10),
                    minutes(15),
                    minutes(30),
                    minutes(15),
                    minutes(30),
                    minutes(60),
                    null,
                    null),
                List.of("channel:prod-alerts", "role:engineering-manager", "role:platform-lead"),
                List.of(),
                List.of(),
                null,
                false,
                null,
                new TreeMap<>()),
            new Severity(
                "P1",
                "Serviço Degradado",
                "",
                new Clocks(
                    minutes(5),
                    null,
                    minutes(15),
                    minutes(30),
                    minutes(60),
                    minutes(30),
                    minutes(30),
                    minutes(60),
                    null,
                    null),
                List.of("channel:prod-alerts", "role:platform-lead"),
                List.of(),
                List.of(),
                null,
                false,
                null,
                new TreeMap<>()),
            new Severity(
                "P2",
                "Problema Não Crítico",
                "",
                new Clocks(minutes(15), null, null, null, null, null, null, null, null, null),
                List.of("channel:prod-alerts"),
                List.of(),
                List.of(),
                null,
                false,
                null,
                new TreeMap<>())),
        "P1",
        "on-call",
        List.of(
            rung(Duration.ZERO, List.of("slack")),
            rung(minutes(5), List.of("email", "sms", "pagerduty")),
            rung(minutes(10), List.of("phone"))),
        List.of(
            rule("no-progress", sinceProgress(30), "role:platform-lead"),
            rule("business-impact", elapsedIf(60, "BUSINESS_IMPACT"), "role:engineering-manager"),
            rule("security", flag("SECURITY"), "role:security-team"),
            rule("aws-persistent", elapsedIf(120, "AWS_PERSISTENT"), "role:aws-tam"),
            new EscalationRule(
                "alert-path",
                List.of("P0", "P1"),
                null,
                flag("ALERT_DELIVERY_FAILED"),
                List.of("role:slack-admin"),
                List.of("email", "sms"),
                "002 §1.4")),
        List.of(
            role("on-call", "RESPONDER", false),
            role("platform-lead", "OPERATIONS_LEAD", true),
            role("engineering-manager", "INCIDENT_COMMANDER", true),
            role("security-team", "SECURITY_LEAD", false),
            role("aws-tam", "VENDOR_LIAISON", false),
            role("slack-admin", "CHAT_ADMIN", false)),
        List.of(new Channel("prod-alerts", "slack", "#prod-alerts")),
        new TreeMap<>(),
        List.of(
            new ApprovalRule(Risk.DISRUPTIVE, 1, List.of(), true),
            new ApprovalRule(Risk.DESTRUCTIVE, 2, List.of(), false)),
        minutes(15),
        new Observation(Duration.ofHours(24), Duration.ofHours(48), null),
        PostmortemRules.afterResolution(
            List.of("P0", "P1"),
            List.of("SECURITY"),
            Duration.ofHours(24),
            Duration.ofHours(24),
            Duration.ofHours(48),
            Duration.ofDays(7),
            List.of("role:engineering-manager")),
        List.of(
            new Playbook(
                "api-errors",
                "API com erro alto",
                List.of("Olhe HTTPCode_Target_5XX_Count"),
                List.of("Dependência externa"),
                List.of(
                    new SuggestedAction(
                        "ecs.force-new-deployment",
                        "Reiniciar a API",
                        Params.of("cluster", "plooral-cluster", "service", "plooral-api-service"))),
                List.of(
                    new Check("alarms-cleared", "alarms-cleared", "", Params.none()),
                    new Check(
                        "api-health",
                        "http-probe",
                        "",
                        Params.of("url", "http://127.0.0.1/health", "status", "200")),
                    new Check("smoke", "checklist", "", Params.none())))),
        List.of(
            "SECURITY",
            "BUSINESS_IMPACT",
            "CUSTOMER_IMPACT",
            "AWS_PERSISTENT",
            "ALERT_DELIVERY_FAILED",
            "CAUSE_FOUND"),
        List.of("prod", "hml"),
        List.of("api", "worker"),
        1,
        List.of(
            new UpdateTemplate(
                "status-update", "external", List.of("component"), false, false, List.of()),
            new UpdateTemplate(
                "external-update",
                "external",
                List.of("etaValue", "etaUnit"),
                true,
                true,
                List.of("engineering-manager"))),
        List.of(),
        List.of(triage),
        ContainmentRules.NONE);
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  private static EscalationRule rule(String id, Trigger when, String to) {
    return new EscalationRule(
        id, List.of("P0", "P1"), null, when, List.of(to), List.of(), "002 §1.4");
  }

  private static Trigger sinceProgress(int minutes) {
    return new Trigger(Trigger.Kind.SINCE_PROGRESS, minutes(minutes), null, null, null, null, null);
  }

  private static Trigger elapsedIf(int minutes, String flag) {
    return new Trigger(Trigger.Kind.ELAPSED, minutes(minutes), null, flag, null, null, null);
  }

  private static Trigger flag(String flag) {
    return new Trigger(Trigger.Kind.FLAG, Duration.ZERO, flag, null, null, null, null);
  }

  private static Role role(String id, String canonical, boolean lead) {
    return new Role(
        id,
        id,
        canonical,
        lead,
        List.of("slack", "email"),
        List.of(
            new Contact("plooral/" + id, id, id + "@plooral.example", "@" + id, "+5511900000000")));
  }

  private static Rung rung(Duration after, List<String> channels) {
    return new Rung(after, channels, List.of(), null);
  }
}
