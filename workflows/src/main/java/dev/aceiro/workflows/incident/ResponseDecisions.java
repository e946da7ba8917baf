package dev.aceiro.workflows.incident;

import static dev.aceiro.workflows.policy.Stage.CONTAIN;
import static dev.aceiro.workflows.policy.Stage.DETECT;
import static dev.aceiro.workflows.policy.Stage.RECOVER;
import static dev.aceiro.workflows.policy.Stage.TRIAGE;

import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Severity;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What carries an incident from one stage to the next, and what is told on the way. */
final class ResponseDecisions {
  private ResponseDecisions() {}

  static List<Decision> all() {
    return List.of(
        acknowledge(),
        triage(),
        falseAlarm(),
        progress(),
        sendUpdate(),
        approveUpdate(),
        withdrawUpdate(),
        markContained(),
        declareRecovered(),
        endObservation(),
        reopen(),
        reclassify());
  }

  private static Decision acknowledge() {
    return Decision.in("acknowledge", DETECT, TRIAGE, CONTAIN, RECOVER)
        .offeredUnless(
            (incident, actor, now) ->
                incident.state().acknowledgedAt() == null
                    ? null
                    : Refusal.of(
                        RefusalCode.ALREADY_ACKNOWLEDGED, "by", incident.state().acknowledgedBy()))
        .does((incident, ask) -> incident.acknowledge(ask.actor(), ask.now()));
  }

  private static Decision triage() {
    return Decision.untilClosed("triage")
        .with(
            Field.choice("severity", ResponseDecisions::severities).optional(),
            Field.choice("scenario", ResponseDecisions::scenarios).optional(),
            Field.choice("environment", incident -> incident.plan().environments()).optional(),
            Field.list("services").optional(),
            Field.instant("impactStartedAt").optional(),
            Field.list("zones").optional(),
            Field.list("namespaces").optional())
        .refusedIf(
            (incident, ask) -> {
              Body said = ask.body();
              return said.instant("impactStartedAt") != null
                      && said.past("impactStartedAt", ask.now()) == null
                  ? Refusal.of(
                      RefusalCode.FIELD_INVALID, "field", "impactStartedAt", "expected", "PAST")
                  : Triage.refuse(incident, said);
            })
        .does((incident, ask) -> incident.triage(ask.actor(), ask.body(), ask.now()));
  }

  private static Decision falseAlarm() {
    return Decision.in("false-alarm", DETECT, TRIAGE)
        .with(Field.text("reason"))
        .offeredUnless(
            (incident, actor, now) -> {
              List<String> open = incident.ledger().ids(action -> !action.state().settled());
              return open.isEmpty()
                  ? null
                  : Refusal.of(RefusalCode.LEDGER_OPEN, "actions", String.join(", ", open));
            })
        .does(
            (incident, ask) ->
                incident.falseAlarm(ask.actor(), ask.body().text("reason"), ask.now()));
  }

  private static Decision progress() {
    return Decision.untilClosed("progress")
        .with(Field.text("text"))
        .does(
            (incident, ask) -> incident.progress(ask.actor(), ask.body().text("text"), ask.now()));
  }

  private static Decision sendUpdate() {
    return Decision.untilClosed("send-update")
        .with(
            Field.choice("audience", incident -> List.of("internal", "external")),
            Field.choice("template", incident -> Updates.templates(incident)),
            Field.map("fields").optional())
        .refusedIf(Updates::refuse)
        .does((incident, ask) -> incident.sendUpdate(ask.actor(), ask.body(), ask.now()));
  }

  private static Decision approveUpdate() {
    return Decision.untilClosed("approve-update")
        .with(Field.line("update"))
        .offeredUnless(Updates::refuseApproval)
        .refusedIf(Updates::refuseOther)
        .does((incident, ask) -> incident.approveUpdate(ask.actor(), ask.now()));
  }

  private static Decision withdrawUpdate() {
    return Decision.untilClosed("withdraw-update")
        .with(Field.line("update"), Field.text("reason"))
        .offeredUnless((incident, actor, now) -> Updates.noneWaits(incident))
        .refusedIf(Updates::refuseOther)
        .does(
            (incident, ask) ->
                incident.withdrawUpdate(ask.actor(), ask.body().text("reason"), ask.now()));
  }

  private static Decision markContained() {
    return Decision.in("mark-contained", CONTAIN)
        .with(Field.text("summary"))
        .does(
            (incident, ask) ->
                incident.markContained(ask.actor(), ask.body().text("summary"), ask.now()));
  }

  private static Decision declareRecovered() {
    return Decision.in("declare-recovered", RECOVER)
        .with(Field.text("summary"), Field.text("cause").optional())
        .offeredUnless(
            (incident, actor, now) -> {
              List<String> open =
                  incident.state().checks().values().stream()
                      .filter(c -> !c.state().clears())
                      .map(c -> c.check())
                      .toList();
              return open.isEmpty()
                  ? null
                  : Refusal.of(RefusalCode.CHECKS_OPEN, "checks", String.join(", ", open));
            })
        .does(
            (incident, ask) ->
                incident.declareRecovered(
                    ask.actor(),
                    ask.body().text("summary"),
                    ask.body().optional("cause"),
                    ask.now()));
  }

  private static Decision endObservation() {
    return Decision.afterResolution("end-observation")
        .lead()
        .with(Field.text("reason"))
        .offeredUnless((incident, actor, now) -> observedTooShort(incident, now))
        .does(
            (incident, ask) ->
                incident.endObservation(ask.actor(), ask.body().text("reason"), ask.now()));
  }

  private static @Nullable Refusal observedTooShort(Incident incident, Instant now) {
    Instant resolved = incident.state().resolvedAt();
    if (resolved == null || !incident.state().observing()) {
      return Refusal.of(RefusalCode.OBSERVATION_OVER);
    }
    Instant earliest = resolved.plus(incident.plan().observation().min());
    return now.isBefore(earliest)
        ? Refusal.of(RefusalCode.OBSERVATION_TOO_SHORT, "earliest", earliest.toString())
        : null;
  }

  private static Decision reopen() {
    return Decision.afterResolution("reopen")
        .with(Field.text("reason"))
        .does(
            (incident, ask) ->
                incident.relapse(
                    ask.now(), EntryCode.REOPENED, ask.actor(), ask.body().text("reason")));
  }

  private static Decision reclassify() {
    return Decision.untilClosed("reclassify")
        .with(Field.choice("severity", ResponseDecisions::severities), Field.text("reason"))
        .refusedIf(
            (incident, ask) ->
                ask.body().text("severity").equals(incident.state().severity())
                    ? Refusal.of(RefusalCode.SAME_SEVERITY, "severity", incident.state().severity())
                    : null)
        .does(
            (incident, ask) ->
                incident.reclassify(
                    ask.actor(),
                    ask.body().text("severity"),
                    ask.body().text("reason"),
                    ask.now()));
  }

  private static List<String> severities(Incident incident) {
    return plan(incident, p -> p.severities().stream().map(Severity::code).toList());
  }

  private static List<String> scenarios(Incident incident) {
    return plan(incident, p -> p.playbooks().stream().map(Playbook::scenario).toList());
  }

  private static <T> T plan(Incident incident, Function<ResponsePlan, T> of) {
    return of.apply(incident.plan());
  }
}
