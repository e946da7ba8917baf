package dev.aceiro.workflows.incident;

import static dev.aceiro.workflows.policy.Stage.CONTAIN;
import static dev.aceiro.workflows.policy.Stage.RECOVER;

import dev.aceiro.workflows.playbook.Check;
import dev.aceiro.workflows.recovery.CheckResult;
import dev.aceiro.workflows.recovery.CheckState;
import java.util.List;
import java.util.function.Predicate;

/** What people say about checks. */
final class CheckDecisions {
  private static final String RUN = "run";

  private CheckDecisions() {}

  static List<Decision> all() {
    return List.of(answer(), override());
  }

  private static Decision answer() {
    return Decision.in("answer-check", CONTAIN, RECOVER)
        .about("check", CheckDecisions::answerable, RefusalCode.NO_CHECK_OPEN)
        .with(Field.choice("outcome", incident -> List.of("passed", "failed", RUN)))
        .refusedIf(
            (incident, ask) -> {
              boolean automatic = automatic(incident, ask.body().text("check"));
              return automatic == ask.body().text("outcome").equals(RUN)
                  ? null
                  : Refusal.of(
                      automatic ? RefusalCode.CHECK_NOT_FOR_PEOPLE : RefusalCode.FIELD_INVALID,
                      "field",
                      "outcome",
                      "check",
                      ask.body().text("check"),
                      "expected",
                      automatic ? RUN : "passed, failed");
            })
        .does(
            (incident, ask) -> {
              String check = ask.body().text("check");
              if (ask.body().text("outcome").equals(RUN)) {
                incident.rerun(ask.actor(), check, ask.now());
                return;
              }
              boolean passed = ask.body().text("outcome").equals("passed");
              incident.answer(
                  new CheckResult(
                      check,
                      passed ? CheckState.PASSED : CheckState.FAILED,
                      passed ? "ANSWERED_YES" : "ANSWERED_NO",
                      Params.none(),
                      ask.actor().person(),
                      ask.now()),
                  ask.actor(),
                  ask.now());
            });
  }

  private static Decision override() {
    Predicate<CheckResult> open = result -> !result.state().clears();
    return Decision.in("override-check", CONTAIN, RECOVER)
        .about("check", incident -> checks(incident, open), RefusalCode.NO_CHECK_OPEN)
        .with(Field.text("reason"))
        .does(
            (incident, ask) ->
                incident.override(
                    ask.actor(), ask.body().text("check"), ask.body().text("reason"), ask.now()));
  }

  private static List<String> checks(Incident incident, Predicate<CheckResult> which) {
    return incident.state().checks().values().stream()
        .filter(which)
        .map(CheckResult::check)
        .toList();
  }

  private static List<String> answerable(Incident incident) {
    List<String> byPeople =
        incident.checkList().stream()
            .filter(check -> !check.kind().equals(Check.ALARMS_CLEARED))
            .map(Check::id)
            .toList();
    return checks(
        incident,
        result -> byPeople.contains(result.check()) && result.state() != CheckState.RUNNING);
  }

  private static boolean automatic(Incident incident, String id) {
    return incident.checkList().stream().anyMatch(c -> c.id().equals(id) && c.automatic());
  }
}
