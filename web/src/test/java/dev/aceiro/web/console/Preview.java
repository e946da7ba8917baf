package dev.aceiro.web.console;

import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.incident.Actor;
import dev.aceiro.workflows.incident.Body;
import dev.aceiro.workflows.policy.ResponsePlan;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;

/** The console with invented incidents in all their states, for looking at it. */
final class Preview {
  private static final Actor ON_CALL = new Actor("plooral/on-call", List.of("on-call"), "console");
  private static final Actor LEAD =
      new Actor("plooral/platform-lead", List.of("platform-lead"), "slack");

  private final ScriptedDesk desk;
  private final ResponsePlan plan;
  private final Instant now = Instant.now();

  private Preview(ScriptedDesk desk, ResponsePlan plan) {
    this.desk = desk;
    this.plan = plan;
  }

  public static void main(String[] args) {
    var context = SpringApplication.run(ConsoleTestApplication.class, args);
    ScriptedDesk desk = context.getBean(ScriptedDesk.class);
    new Preview(desk, context.getBean(ResponsePlan.class)).fill();
    Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory())
        .scheduleAtFixedRate(desk::pass, 1, 1, TimeUnit.SECONDS);
  }

  private Instant ago(int seconds) {
    return now.minusSeconds(seconds);
  }

  private void fill() {
    String fresh =
        desk.open(plan, "Fila plooral-queue acima de 1000 mensagens", "P1", null, false, ago(50));
    desk.alarm(fresh, "SQSQueueBacklog", AlarmState.FIRING, ago(49));

    String burning =
        desk.open(plan, "API fora do ar: 5xx acima de 5 %", "P0", "api-errors", false, ago(648));
    desk.alarm(burning, "PlooralAPIHighErrorRate", AlarmState.FIRING, ago(648));
    desk.alarm(burning, "PlooralAPILatencyHigh", AlarmState.FIRING, ago(600));
    say(burning, ON_CALL, "acknowledge");
    say(burning, LEAD, "triage", "severity", "P0", "scenario", "api-errors", "zones", "a, b");
    say(burning, LEAD, "take-role", "role", "engineering-manager");
    say(burning, ON_CALL, "raise-flag", "flag", "BUSINESS_IMPACT", "reason", "Checkout parado.");
    say(burning, ON_CALL, "raise-flag", "flag", "CAUSE_FOUND");
    say(
        burning,
        ON_CALL,
        "send-update",
        "audience",
        "external",
        "template",
        "external-update",
        "fields",
        java.util.Map.of("etaValue", "30", "etaUnit", "minutos"));
    say(
        burning,
        ON_CALL,
        "propose-action",
        "type",
        "manual",
        "parameters",
        java.util.Map.of("instruction", "Aumentar o desiredCount de plooral-api-service para 6."),
        "reason",
        "CPU em 96 %.");
    desk.work();
    approve(burning, "A1");
    say(
        burning,
        ON_CALL,
        "report-manual-action",
        "action",
        "A1",
        "outcome",
        "done",
        "text",
        "6 de 6 rodando.");
    say(
        burning,
        ON_CALL,
        "propose-action",
        "type",
        "ecs.force-new-deployment",
        "parameters",
        java.util.Map.of("cluster", "plooral-cluster", "service", "plooral-api-service"),
        "reason",
        "As tarefas da revisão 42 vazam conexões; começaram 4 minutos antes do alarme.");
    desk.work();

    String triage = desk.open(plan, "Latência alta na API", "P1", "api-errors", false, ago(1500));
    desk.alarm(triage, "PlooralAPILatencyHigh", AlarmState.FIRING, ago(1500));
    say(triage, ON_CALL, "acknowledge");

    String contain = desk.open(plan, "Worker falhando", "P1", "api-errors", true, ago(300));
    say(contain, ON_CALL, "triage", "severity", "P1");

    String recover =
        desk.open(plan.faster(30), "Exercício: API lenta", "P0", "api-errors", true, ago(200));
    say(recover, ON_CALL, "triage", "severity", "P0");
    say(recover, ON_CALL, "mark-contained", "summary", "Tráfego cortado na borda.");

    String draft =
        desk.open(plan, "CloudFront com 5xx intermitente", "P1", "api-errors", false, ago(7200));
    desk.alarm(draft, "CloudFront5XXErrors", AlarmState.FIRING, ago(7200));
    desk.alarm(draft, "CloudFront5XXErrors", AlarmState.RESOLVED, ago(1000));
    resolve(draft);

    String items =
        desk.open(plan.faster(20000), "Aurora com CPU alta", "P1", "api-errors", true, ago(3000));
    resolve(items);
    say(items, ON_CALL, "submit-draft", "text", "# Aurora\n\nConexões demais.");
    desk.pass();

    String closed = desk.open(plan, "Pico esperado de tráfego", "P2", null, false, ago(9000));
    say(closed, ON_CALL, "false-alarm", "reason", "Campanha anunciada.");
    for (int i = 0; i < 7; i++) {
      String more = desk.open(plan, "Alarme repetido " + i, "P2", null, i % 2 == 0, ago(9000 + i));
      say(more, ON_CALL, "false-alarm", "reason", "Teste.");
    }
  }

  private void resolve(String id) {
    say(id, ON_CALL, "triage", "severity", "P1");
    say(
        id,
        ON_CALL,
        "propose-action",
        "type",
        "ecs.force-new-deployment",
        "parameters",
        java.util.Map.of("cluster", "plooral-cluster", "service", "plooral-api-service"),
        "reason",
        "Reinício.");
    desk.work();
    approve(id, "A1");
    desk.work();
    say(id, ON_CALL, "mark-contained", "summary", "Reinício das tarefas.");
    desk.work();
    say(id, ON_CALL, "answer-check", "check", "smoke", "outcome", "passed");
    desk.rehearsal(id).incident().state().checks().values().stream()
        .filter(check -> !check.state().clears())
        .map(check -> check.check())
        .toList()
        .forEach(
            check -> say(id, ON_CALL, "override-check", "check", check, "reason", "Visto à mão."));
    say(id, ON_CALL, "declare-recovered", "summary", "Vazamento de conexões na revisão 42.");
  }

  private void approve(String id, String action) {
    String digest =
        desk.rehearsal(id).incident().state().actions().stream()
            .filter(a -> a.id().equals(action))
            .map(a -> a.capture().digest())
            .findFirst()
            .orElseThrow();
    say(id, LEAD, "approve-action", "action", action, "digest", digest);
  }

  private void say(String id, Actor actor, String decision, Object... body) {
    Desk.Answer answer =
        desk.decide(id, decision, Body.of(body), actor, UUID.randomUUID().toString());
    if (!(answer instanceof Desk.Answer.Taken)) {
      throw new IllegalStateException(decision + ": " + answer);
    }
  }
}
