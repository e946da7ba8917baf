package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.policy.Milestone;
import dev.aceiro.workflows.postmortem.ActionItem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people say after the resolution (002 §1.6). */
final class PostmortemDecisions {
  private static final int MOST_ITEMS = 50;

  private PostmortemDecisions() {}

  static List<Decision> all() {
    return List.of(submitDraft(), completeReview(), addItem(), completeItem(), dropItem());
  }

  private static Decision submitDraft() {
    return Decision.afterResolution("submit-draft")
        .with(Field.longText("text"))
        .offeredUnless(
            (incident, actor, now) ->
                incident.state().postmortem().reviewAt() == null
                    ? null
                    : Refusal.of(RefusalCode.REVIEW_DONE))
        .does(
            (incident, ask) ->
                incident.submitDraft(ask.actor(), ask.body().text("text"), ask.now()));
  }

  private static Decision completeReview() {
    return Decision.afterResolution("complete-review")
        .with(Field.instant("when"), Field.list("who"))
        .offeredUnless(
            (incident, actor, now) -> {
              if (incident.state().postmortem().reviewAt() != null) {
                return Refusal.of(RefusalCode.REVIEW_DONE);
              }
              return incident.state().postmortem().draftAt() == null
                  ? Refusal.of(RefusalCode.DRAFT_MISSING)
                  : tooEarly(incident, now);
            })
        .refusedIf(
            (incident, ask) -> {
              Instant when = ask.body().past("when", ask.now());
              if (when == null) {
                return Refusal.of(RefusalCode.FIELD_INVALID, "field", "when", "expected", "PAST");
              }
              return tooEarly(incident, when);
            })
        .does(
            (incident, ask) -> {
              Instant when = ask.body().past("when", ask.now());
              incident.completeReview(
                  ask.actor(), when == null ? ask.now() : when, ask.body().list("who"), ask.now());
            });
  }

  private static @Nullable Refusal tooEarly(Incident incident, Instant when) {
    Instant resolved = incident.state().resolvedAt();
    if (resolved == null) {
      return Refusal.of(RefusalCode.NOT_RESOLVED);
    }
    Milestone review = incident.plan().postmortem().review();
    Instant earliest =
        review == null ? null : review.opens(incident.state().postmortem(), resolved);
    return earliest != null && when.isBefore(earliest)
        ? Refusal.of(RefusalCode.REVIEW_TOO_EARLY, "earliest", earliest.toString())
        : null;
  }

  private static Decision addItem() {
    return Decision.afterResolution("add-action-item")
        .with(
            Field.text("text"),
            Field.line("owner"),
            Field.instant("due").optional(),
            Field.choice("priority", incident -> List.of("P0", "P1", "P2")),
            Field.choice("type", incident -> List.of("prevent", "mitigate", "detect", "process")))
        .offeredUnless(
            (incident, actor, now) ->
                incident.state().postmortem().items().size() >= MOST_ITEMS
                    ? Refusal.of(RefusalCode.TOO_MANY_ITEMS, "max", String.valueOf(MOST_ITEMS))
                    : null)
        .does((incident, ask) -> incident.addItem(ask.actor(), ask.body(), ask.now()));
  }

  private static Decision completeItem() {
    return aboutItem("complete-action-item")
        .with(Field.text("reason").optional())
        .does((incident, ask) -> end(incident, ask, ActionItem.State.DONE));
  }

  private static Decision dropItem() {
    return aboutItem("drop-action-item")
        .with(Field.text("reason"))
        .does((incident, ask) -> end(incident, ask, ActionItem.State.DROPPED));
  }

  private static Decision aboutItem(String id) {
    return Decision.afterResolution(id)
        .about("item", PostmortemDecisions::open, RefusalCode.NO_OPEN_ITEM);
  }

  private static List<String> open(Incident incident) {
    return incident.state().postmortem().items().stream()
        .filter(i -> i.state() == ActionItem.State.OPEN)
        .map(ActionItem::id)
        .toList();
  }

  private static void end(Incident incident, Ask ask, ActionItem.State how) {
    incident.endItem(
        ask.actor(), ask.body().text("item"), how, ask.body().optional("reason"), ask.now());
  }
}
