package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.Approval;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.containment.SwitchEvent;
import dev.aceiro.workflows.policy.ApprovalRule;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What people say about actions. */
final class ActionDecisions {
  static final int MOST = 50;

  /** A target that cannot be read must not keep anybody from ending the action. */
  private static final Predicate<Action> BEFORE_APPROVAL =
      a -> a.state() == ActionState.WAITING || a.state() == ActionState.CAPTURING;

  private ActionDecisions() {}

  static List<Decision> all() {
    return List.of(
        propose(),
        approve(),
        reject(),
        withdraw(),
        retry(),
        reportManual(),
        undo(),
        waive(),
        liftHold());
  }

  private static Decision propose() {
    return Decision.untilClosed("propose-action")
        .with(Field.line("type"), Field.map("parameters").optional(), Field.text("reason"))
        .offeredUnless(
            (incident, actor, now) ->
                incident.state().actions().size() >= MOST
                    ? Refusal.of(RefusalCode.TOO_MANY_ACTIONS, "max", String.valueOf(MOST))
                    : null)
        .does(
            (incident, ask) ->
                incident
                    .ledger()
                    .propose(
                        ask.actor(),
                        ask.body().text("type"),
                        ask.body().map("parameters"),
                        ask.body().text("reason"),
                        ask.now()));
  }

  private static Decision approve() {
    return call("approve-action", in(ActionState.WAITING), RefusalCode.NOTHING_WAITS_FOR_APPROVAL)
        .with(Field.line("digest"))
        .refusedIf(ActionDecisions::refuseApproval)
        .does(
            (incident, ask) ->
                incident.ledger().approve(ask.actor(), ask.body().text("action"), ask.now()));
  }

  private static @Nullable Refusal refuseApproval(Incident incident, Ask ask) {
    Action action = incident.ledger().get(ask.body().text("action"));
    Capture capture = action.capture();
    if (capture == null || !capture.digest().equals(ask.body().text("digest"))) {
      return Refusal.of(RefusalCode.ACTION_MOVED, "action", action.id());
    }
    Refusal held = incident.held(action, OrderKind.APPLY);
    if (held != null) {
      return held;
    }
    ApprovalRule rule = incident.ledger().rule(action);
    List<Approval> standing = incident.ledger().standing(action, ask.now());
    String person = ask.actor().person();
    if (standing.stream().anyMatch(a -> a.person().equals(person))) {
      return Refusal.of(RefusalCode.ALREADY_APPROVED, "action", action.id());
    }
    if (!mayApproveOwn(rule) && action.proposedBy().equals(person)) {
      return Refusal.of(RefusalCode.NEEDS_OTHER_APPROVER, "action", action.id());
    }
    if (!rule.roles().isEmpty() && rule.roles().stream().noneMatch(ask.actor().roles()::contains)) {
      return Refusal.of(RefusalCode.NEEDS_APPROVER_ROLE, "roles", String.join(", ", rule.roles()));
    }
    return null;
  }

  /** Whatever the profile says, nobody decides alone on what cannot be taken back. */
  private static boolean mayApproveOwn(ApprovalRule rule) {
    return rule.proposerCounts() && (rule.risk() != Risk.DESTRUCTIVE || rule.count() > 1);
  }

  private static Decision reject() {
    return about("reject-action", BEFORE_APPROVAL, RefusalCode.NOTHING_WAITS_FOR_APPROVAL)
        .with(Field.text("reason"))
        .does(
            (incident, ask) -> end(incident, ask, ActionState.REJECTED, EntryCode.ACTION_REJECTED));
  }

  private static Decision withdraw() {
    return about("withdraw-action", BEFORE_APPROVAL, RefusalCode.NOTHING_WAITS_FOR_APPROVAL)
        .with(Field.text("reason"))
        .refusedIf(
            (incident, ask) ->
                incident
                        .ledger()
                        .get(ask.body().text("action"))
                        .proposedBy()
                        .equals(ask.actor().person())
                    ? null
                    : Refusal.of(RefusalCode.ONLY_THE_PROPOSER))
        .does(
            (incident, ask) ->
                end(incident, ask, ActionState.WITHDRAWN, EntryCode.ACTION_WITHDRAWN));
  }

  private static Decision retry() {
    return call("retry-action", in(ActionState.OUTCOME_UNKNOWN), RefusalCode.NOTHING_TO_RETRY)
        .lead()
        .with(Field.text("reason"))
        .refusedIf(
            (incident, ask) ->
                incident.held(incident.ledger().get(ask.body().text("action")), OrderKind.APPLY))
        .does(
            (incident, ask) ->
                incident
                    .ledger()
                    .retry(
                        ask.actor(),
                        ask.body().text("action"),
                        ask.body().text("reason"),
                        ask.now()));
  }

  private static Decision reportManual() {
    return about(
            "report-manual-action",
            a -> a.state() == ActionState.WITH_PERSON || a.state() == ActionState.UNDO_WITH_PERSON,
            RefusalCode.NO_MANUAL_ACTION)
        .with(Field.choice("outcome", incident -> List.of("done", "not-done")), Field.text("text"))
        .does(
            (incident, ask) ->
                incident
                    .ledger()
                    .reportManual(
                        ask.actor(),
                        ask.body().text("action"),
                        ask.body().text("outcome").equals("done"),
                        ask.body().text("text"),
                        ask.now()));
  }

  private static Decision undo() {
    return call("undo-action", a -> a.state().inForce(), RefusalCode.NOTHING_TO_UNDO)
        .with(Field.text("reason"))
        .refusedIf(
            (incident, ask) -> {
              Action action = incident.ledger().get(ask.body().text("action"));
              Capture capture = action.capture();
              if (capture == null || !capture.undoable()) {
                return Refusal.of(RefusalCode.NOT_UNDOABLE, "action", action.id());
              }
              Action later = incident.ledger().later(action);
              return later == null
                  ? incident.held(action, OrderKind.UNDO)
                  : Refusal.of(RefusalCode.UNDO_LATER_FIRST, "action", later.id());
            })
        .does(
            (incident, ask) ->
                incident
                    .ledger()
                    .undo(
                        ask.actor(),
                        ask.body().text("action"),
                        ask.body().text("reason"),
                        ask.now()));
  }

  private static Decision waive() {
    return about(
            "waive-undo",
            a -> a.state().inForce() || a.state() == ActionState.OUTCOME_UNKNOWN,
            RefusalCode.NOTHING_TO_UNDO)
        .with(Field.text("reason"))
        .does((incident, ask) -> end(incident, ask, ActionState.WAIVED, EntryCode.UNDO_WAIVED));
  }

  private static Decision liftHold() {
    return Decision.untilClosed("lift-hold")
        .with(Field.choice("hold", ActionDecisions::unlifted), Field.text("reason"))
        .offeredUnless(ActionDecisions::refuseLifts)
        .refusedIf(
            (incident, ask) ->
                incident.holds().refuseLift(ask.body().text("hold"), ask.actor(), ask.now()))
        .does(
            (incident, ask) ->
                incident
                    .holds()
                    .lift(
                        ask.actor(),
                        ask.body().text("hold"),
                        ask.body().text("reason"),
                        ask.now()));
  }

  private static List<String> unlifted(Incident incident) {
    return incident.standingHolds().stream()
        .filter(hold -> !hold.lifted())
        .map(hold -> hold.hold().name())
        .toList();
  }

  /** Why this person's word lifts none of those that stand, or null. */
  private static @Nullable Refusal refuseLifts(Incident incident, Actor actor, Instant now) {
    Refusal why = Refusal.of(RefusalCode.HOLD_NOT_STANDING);
    for (String hold : unlifted(incident)) {
      why = incident.holds().refuseLift(hold, actor, now);
      if (why == null) {
        return null;
      }
    }
    return why;
  }

  /** A decision about one action that {@code which} lets pass. */
  private static Decision about(String id, Predicate<Action> which, RefusalCode none) {
    return Decision.untilClosed(id).about("action", incident -> incident.ledger().ids(which), none);
  }

  /** The same, where it lets the hands make a call: not offered while the switch is pulled. */
  private static Decision call(String id, Predicate<Action> which, RefusalCode none) {
    return about(id, which, none).offeredUnless((incident, actor, now) -> stopped(incident));
  }

  private static @Nullable Refusal stopped(Incident incident) {
    List<SwitchEvent> stops = incident.state().stops();
    if (stops.isEmpty()) {
      return null;
    }
    SwitchEvent stop = stops.getFirst();
    return Refusal.of(
        RefusalCode.CONTAINMENT_STOPPED,
        "by",
        stop.by(),
        "reason",
        stop.reason(),
        "scope",
        stop.scope(),
        "since",
        stop.at().toString());
  }

  private static Predicate<Action> in(ActionState state) {
    return action -> action.state() == state;
  }

  private static void end(Incident incident, Ask ask, ActionState how, EntryCode code) {
    incident
        .ledger()
        .end(
            ask.actor(),
            ask.body().text("action"),
            how,
            code,
            ask.body().text("reason"),
            ask.now());
  }
}
