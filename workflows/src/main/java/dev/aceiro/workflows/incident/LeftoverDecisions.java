package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.containment.Unexplained;
import java.util.List;
import java.util.function.Predicate;

/** What people say about differences that no entry of the ledger explains. */
final class LeftoverDecisions {
  private LeftoverDecisions() {}

  static List<Decision> all() {
    return List.of(adopt(), waive(), surveyAgain());
  }

  private static Decision adopt() {
    return about("adopt-difference", Targets::adoptable)
        .with(Field.text("reason"))
        .does(
            (incident, ask) ->
                incident
                    .targets()
                    .adopt(
                        ask.actor(),
                        ask.body().text("difference"),
                        ask.body().text("reason"),
                        ask.now()));
  }

  private static Decision waive() {
    return about("waive-difference", Targets::open)
        .with(Field.text("reason"))
        .does(
            (incident, ask) ->
                incident
                    .targets()
                    .waive(
                        ask.actor(),
                        ask.body().text("difference"),
                        ask.body().text("reason"),
                        ask.now()));
  }

  private static Decision surveyAgain() {
    return Decision.afterResolution("survey-again")
        .offeredUnless((incident, actor, now) -> incident.targets().refuseSurvey())
        .does((incident, ask) -> incident.targets().surveyAgain(ask.actor(), ask.now()));
  }

  private static Decision about(String id, Predicate<Unexplained> which) {
    return Decision.untilClosed(id)
        .about(
            "difference",
            incident -> incident.targets().ids(which),
            RefusalCode.NO_OPEN_DIFFERENCE);
  }
}
