package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.ActionReport;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.Actions;
import dev.aceiro.workflows.containment.Approval;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.ContainmentActivities;
import dev.aceiro.workflows.containment.Leftovers;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.containment.Unexplained;
import dev.aceiro.workflows.containment.WorkOrder;
import dev.aceiro.workflows.policy.ActionOutcome.Result;
import dev.aceiro.workflows.policy.ApprovalRule;
import dev.aceiro.workflows.policy.Automatic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The actions of an incident and what may happen to them. The hands only do what stands here. */
final class Ledger {
  /** Code of an action whose call may be on its way, as far as is known. */
  private static final String GOING = "APPROVED";

  private final Incident incident;

  Ledger(Incident incident) {
    this.incident = incident;
  }

  private List<Action> actions() {
    return incident.state().actions;
  }

  List<String> ids(java.util.function.Predicate<Action> which) {
    return actions().stream().filter(which).map(Action::id).toList();
  }

  @Nullable Action find(String id) {
    return actions().stream().filter(a -> a.id().equals(id)).findFirst().orElse(null);
  }

  Action get(String id) {
    Action action = find(id);
    if (action == null) {
      throw new IllegalStateException("no action " + id);
    }
    return action;
  }

  private void put(Action action) {
    actions().replaceAll(a -> a.id().equals(action.id()) ? action : a);
  }

  void propose(
      Actor actor, String type, SortedMap<String, String> parameters, String reason, Instant now) {
    String id = "A" + (actions().size() + 1);
    actions().add(Actions.proposed(id, type, parameters, reason, actor.person(), now));
    incident.note(
        now, EntryCode.ACTION_PROPOSED, actor, "action", id, "type", type, "reason", reason);
    order(id, OrderKind.CAPTURE, null);
  }

  /**
   * Somebody's change by hand becomes an entry: applied, then undone by hand or waived like others.
   *
   * @return its id
   */
  String adopt(Actor actor, Unexplained one, String reason) {
    String id = "A" + (actions().size() + 1);
    Leftovers.Found found = one.found();
    SortedMap<String, String> parameters =
        Params.of(
            "instruction",
            told(found, found.before(), found.after()),
            "undo",
            told(found, found.after(), found.before()));
    Capture capture =
        new Capture(
            one.id(),
            found.target(),
            Risk.REVERSIBLE,
            true,
            Params.of(found.name(), found.after() == null ? "" : found.after()),
            one.foundAt());
    actions()
        .add(
            Actions.proposed(id, "manual", parameters, reason, actor.person(), one.foundAt())
                .captured(capture, List.of())
                .in(ActionState.APPLIED, "ADOPTED", Params.of("difference", one.id()))
                .appliedAt(one.foundAt()));
    return id;
  }

  private static String told(Leftovers.Found found, @Nullable String from, @Nullable String to) {
    return found.target()
        + ": "
        + found.name()
        + " "
        + (from == null ? "∅" : from)
        + " → "
        + (to == null ? "∅" : to);
  }

  /**
   * Whether the hands may be making a call now. What waits for its turn or its target may make it
   * at any moment, long before it can say so; it waits no longer than its approval lasts.
   */
  boolean calling() {
    return incident.state().orders.stream().anyMatch(order -> order.kind() != OrderKind.CAPTURE);
  }

  /**
   * Those who approved the present capture and whose approval has not expired; a policy only as
   * long as it would still say yes.
   */
  List<Approval> standing(Action action, Instant now) {
    Capture capture = action.capture();
    return action.approvals().stream()
        .filter(a -> capture != null && a.digest().equals(capture.digest()))
        .filter(a -> a.policy() == null || counts(action))
        .filter(a -> now.isBefore(a.at().plus(incident.plan().approvalValidFor())))
        .toList();
  }

  /** Whether the policy's word still does: in an incident from before it did once it was given. */
  private boolean counts(Action action) {
    return !incident.state().strict() || incident.steps().permitted(action);
  }

  ApprovalRule rule(Action action) {
    Capture capture = action.capture();
    if (capture == null) {
      throw new IllegalStateException("not captured");
    }
    return incident.plan().approval(capture.risk());
  }

  void approve(Actor actor, String id, Instant now) {
    Action action = get(id);
    List<Approval> approvals = new ArrayList<>(standing(action, now));
    approvals.add(new Approval(actor.person(), digest(action), now));
    put(action.approved(approvals));
    incident.note(
        now,
        EntryCode.ACTION_APPROVED,
        actor,
        "action",
        id,
        "type",
        action.type(),
        "count",
        String.valueOf(approvals.size()),
        "needed",
        String.valueOf(incident.approvalsNeeded(action)));
    applyIfApproved(id, now);
  }

  /** A rule says yes for what a playbook calls automatic, unless a hold stops it. */
  void approveByPolicy(Action action, Automatic rule, Instant now) {
    Capture capture = action.capture();
    if (capture == null
        || !mayGoByItself(action)
        || incident.holds().stopping(action, OrderKind.APPLY) != null
        || standing(action, now).stream().anyMatch(yes -> yes.policy() != null)) {
      return;
    }
    List<Approval> approvals = new ArrayList<>(standing(action, now));
    approvals.add(
        new Approval(
            Actor.ACEIRO.person(),
            capture.digest(),
            now,
            new Approval.Policy(incident.state().severity(), capture.risk(), rule.source())));
    put(action.approved(approvals));
    incident.note(
        now,
        EntryCode.ACTION_APPROVED_BY_POLICY,
        Actor.ACEIRO,
        "action",
        action.id(),
        "type",
        action.type(),
        "severity",
        incident.state().severity(),
        "risk",
        capture.risk().name(),
        "environment",
        incident.state().environment(),
        "source",
        rule.source());
    applyIfApproved(action.id(), now);
  }

  /** Takes back what a policy has said and would no longer say. */
  void followPolicy(Instant now) {
    if (!incident.state().strict()) {
      return;
    }
    for (Action action : new ArrayList<>(actions())) {
      boolean waits = action.state() == ActionState.WAITING;
      if (waits && spokenFor(action) && !incident.steps().permitted(action)) {
        put(action.approved(action.approvals().stream().filter(a -> a.policy() == null).toList()));
        incident.note(
            now,
            EntryCode.POLICY_APPROVAL_GONE,
            Actor.ACEIRO,
            "action",
            action.id(),
            "type",
            action.type(),
            "severity",
            incident.state().severity(),
            "environment",
            incident.state().environment());
      }
    }
  }

  /**
   * Orders that nothing but a policy has approved, and it would no longer: the actions and why they
   * must not be carried out. What a person has had tried again is that person's word.
   */
  SortedMap<String, String> unapprovedOrders() {
    SortedMap<String, String> unapproved = new TreeMap<>();
    for (WorkOrder order : incident.state().orders) {
      Action action = get(order.action());
      if (incident.state().strict()
          && order.kind() == OrderKind.APPLY
          && !incident.state().callsFrom.containsKey(action.id())
          && spokenFor(action)
          && !incident.steps().permitted(action)
          && people(action) < incident.approvalsNeeded(action)) {
        unapproved.put(action.id(), ContainmentActivities.POLICY_GONE);
      }
    }
    return unapproved;
  }

  /** The claim asks for itself whether their approvals have expired. */
  private static long people(Action action) {
    return action.approvals().stream().filter(a -> a.policy() == null).count();
  }

  private static boolean spokenFor(Action action) {
    return action.approvals().stream().anyMatch(a -> a.policy() != null);
  }

  private void applyIfApproved(String id, Instant now) {
    Action action = get(id);
    List<Approval> standing = standing(action, now);
    if (standing.size() < incident.approvalsNeeded(action)
            && standing.stream().noneMatch(yes -> yes.policy() != null)
        || incident.holds().stopping(action, OrderKind.APPLY) != null) {
      return;
    }
    Instant expires =
        standing.stream()
            .map(a -> a.at().plus(incident.plan().approvalValidFor()))
            .min(java.util.Comparator.naturalOrder())
            .orElse(now.plus(incident.plan().approvalValidFor()));
    put(action.in(ActionState.APPLYING, GOING, Params.none()));
    incident.note(now, EntryCode.ACTION_STARTED, Actor.ACEIRO, "action", id, "type", action.type());
    order(id, OrderKind.APPLY, expires);
  }

  /** What people have stopped goes on when people say so, not by itself. */
  private boolean mayGoByItself(Action action) {
    return action.state() == ActionState.WAITING
        && action.code().equals("CAPTURED")
        && incident.state().stops().isEmpty();
  }

  /** Applies what is approved and was held back, now that nothing holds it. */
  void release(Instant now) {
    if (incident.plan().containment().holds().isEmpty()) {
      return;
    }
    for (String id : ids(this::mayGoByItself)) {
      applyIfApproved(id, now);
    }
  }

  void end(Actor actor, String id, ActionState how, EntryCode code, String reason, Instant now) {
    Action action = get(id);
    put(action.in(how, how.name(), Params.of("reason", reason)));
    incident.note(now, code, actor, "action", id, "type", action.type(), "reason", reason);
  }

  void retry(Actor actor, String id, String reason, Instant now) {
    Action action = get(id);
    incident.state().callsFrom.put(id, action.state());
    put(action.in(ActionState.APPLYING, "RETRIED", Params.none()));
    incident.note(
        now,
        EntryCode.ACTION_RETRIED,
        actor,
        "action",
        id,
        "type",
        action.type(),
        "reason",
        reason);
    order(id, OrderKind.APPLY, now.plus(incident.plan().approvalValidFor()));
  }

  void undo(Actor actor, String id, String reason, Instant now) {
    Action action = get(id);
    if (incident.targets().adoptedBy(id) != null) {
      put(action.in(ActionState.UNDO_WITH_PERSON, "ADOPTED", Params.none()));
      incident.note(
          now,
          EntryCode.UNDO_STARTED,
          actor,
          "action",
          id,
          "type",
          action.type(),
          "reason",
          reason,
          "instruction",
          action.parameters().get("undo"));
      return;
    }
    incident.state().callsFrom.put(id, action.state());
    put(action.in(ActionState.UNDOING, "UNDOING", Params.none()));
    incident.note(
        now, EntryCode.UNDO_STARTED, actor, "action", id, "type", action.type(), "reason", reason);
    order(id, OrderKind.UNDO, now.plus(incident.plan().approvalValidFor()));
  }

  void reportManual(Actor actor, String id, boolean done, String text, Instant now) {
    Action action = get(id);
    boolean undo = action.state() == ActionState.UNDO_WITH_PERSON;
    incident.targets().moved();
    if (undo) {
      put(
          action.in(
              done ? ActionState.UNDONE : ActionState.UNDO_FAILED,
              "MANUAL",
              Params.of("text", text)));
    } else {
      put(
          done
              ? action.in(inForce(action), "MANUAL", Params.of("text", text)).appliedAt(now)
              : action.in(ActionState.FAILED, "MANUAL", Params.of("text", text)));
    }
    if (!undo) {
      incident.outcome(asked(action), done ? Result.APPLIED : Result.FAILED, now);
    }
    EntryCode code =
        undo
            ? done ? EntryCode.ACTION_UNDONE : EntryCode.UNDO_FAILED
            : done ? EntryCode.ACTION_APPLIED : EntryCode.ACTION_FAILED;
    incident.note(now, code, actor, "action", id, "type", action.type(), "text", text);
  }

  /** A manual action stands for the one that this installation cannot execute. */
  private static String asked(Action action) {
    return action.parameters().getOrDefault("type", action.type());
  }

  private static ActionState inForce(Action action) {
    Capture capture = action.capture();
    return capture != null && capture.undoable()
        ? ActionState.APPLIED
        : ActionState.NOTHING_TO_UNDO;
  }

  /**
   * A later action on the same target whose effect is, or may yet be, in force: it must be undone
   * first.
   */
  @Nullable Action later(Action action) {
    Capture capture = action.capture();
    Instant applied = action.appliedAt();
    if (capture == null || applied == null) {
      return null;
    }
    return actions().stream()
        .filter(a -> !a.state().settled() && a.appliedAt() != null)
        .filter(a -> a.capture() != null && a.capture().target().equals(capture.target()))
        .filter(a -> a.appliedAt() != null && a.appliedAt().isAfter(applied))
        .findFirst()
        .orElse(null);
  }

  void reported(ActionReport report, Instant now) {
    WorkOrder order =
        incident.state().orders.stream()
            .filter(
                o ->
                    o.action().equals(report.action())
                        && o.kind() == report.kind()
                        && o.attempt() == report.attempt())
            .findFirst()
            .orElse(null);
    if (order == null) {
      return;
    }
    if (report.outcome() == Outcome.UNREADABLE) {
      unreadable(report, now);
      return;
    }
    incident.state().orders.remove(order);
    ActionState from = incident.state().callsFrom.remove(report.action());
    if (report.outcome() == Outcome.STOPPED) {
      stopped(report, from, now);
      return;
    }
    if (report.kind() != OrderKind.CAPTURE) {
      incident.targets().moved();
    }
    switch (report.kind()) {
      case CAPTURE -> captured(report, now);
      case APPLY -> applied(report, from, now);
      case UNDO -> undone(report, now);
    }
  }

  /**
   * No call was made: it stands where it stood before it was ordered. Who approved it must do so
   * again, for nobody knows how long it was stopped.
   */
  private void stopped(ActionReport report, @Nullable ActionState from, Instant now) {
    if (report.kind() == OrderKind.UNDO) {
      becomes(report, from == null ? ActionState.APPLIED : from, EntryCode.UNDO_STOPPED, now);
      return;
    }
    put(get(report.action()).approved(List.of()));
    becomes(report, from == null ? ActionState.WAITING : from, EntryCode.ACTION_STOPPED, now);
  }

  private void unreadable(ActionReport report, Instant now) {
    Action action = get(report.action());
    boolean waits =
        switch (report.kind()) {
          case CAPTURE -> action.state() == ActionState.CAPTURING;
          case APPLY -> action.state() == ActionState.APPLYING;
          case UNDO -> false;
        };
    if (!waits || action.code().equals(report.code())) {
      return;
    }
    if (report.code().equals(ContainmentActivities.READ_AGAIN)) {
      put(action.in(action.state(), GOING, Params.none()));
      incident.touch();
    } else if (report.code().equals(ContainmentActivities.ENVIRONMENT_BUSY)) {
      becomes(report, action.state(), EntryCode.ACTION_WAITS, now);
    } else {
      becomes(report, action.state(), EntryCode.ACTION_UNREADABLE, now);
    }
  }

  private void captured(ActionReport report, Instant now) {
    Action action = get(report.action());
    Capture capture = report.capture();
    if (action.state() != ActionState.CAPTURING) {
      return;
    }
    switch (report.outcome()) {
      case CAPTURED -> {
        if (capture == null) {
          throw new IllegalStateException("captured without a capture");
        }
        Action found = action.in(ActionState.WAITING, "CAPTURED", Params.none());
        put(found.captured(capture, found.approvals()));
        followPolicy(now);
        put(get(action.id()).approved(standing(get(action.id()), now)));
        incident.note(
            now,
            EntryCode.ACTION_CAPTURED,
            Actor.ACEIRO,
            "action",
            action.id(),
            "type",
            action.type(),
            "target",
            capture.target(),
            "digest",
            capture.digest());
        applyIfApproved(action.id(), now);
      }
      case ALREADY -> becomes(report, ActionState.ALREADY, EntryCode.ACTION_ALREADY, now);
      default -> {
        becomes(report, ActionState.FAILED, EntryCode.ACTION_FAILED, now);
        incident.outcome(asked(action), Result.FAILED, now);
      }
    }
  }

  /**
   * @param from where it stood before a person had it tried again, null for what was not
   */
  private void applied(ActionReport report, @Nullable ActionState from, Instant now) {
    Action action = get(report.action());
    boolean calledBefore = from == ActionState.OUTCOME_UNKNOWN;
    switch (report.outcome()) {
      case APPLIED -> {
        // What could be undone while it was under way may be past undoing once it is done.
        Capture after = report.capture();
        Action done = after == null ? action : action.captured(after, action.approvals());
        put(done.appliedAt(report.at()).verified(report.verified()));
        becomes(report, inForce(done), EntryCode.ACTION_APPLIED, now);
        incident.outcome(asked(action), Result.APPLIED, now);
      }
      case ACHIEVED_CAUSE_UNPROVEN -> {
        put(action.appliedAt(report.at()));
        becomes(report, ActionState.ACHIEVED_CAUSE_UNPROVEN, EntryCode.ACTION_CAUSE_UNPROVEN, now);
        incident.outcome(asked(action), Result.APPLIED, now);
      }
      case ALREADY -> {
        if (calledBefore) {
          // The call of which nobody knew may have done it: somebody must undo or waive it.
          put(action.appliedAt(report.at()));
          becomes(
              report, ActionState.ACHIEVED_CAUSE_UNPROVEN, EntryCode.ACTION_CAUSE_UNPROVEN, now);
        } else {
          becomes(report, ActionState.ALREADY, EntryCode.ACTION_ALREADY, now);
        }
      }
      case WITH_PERSON ->
          becomes(report, ActionState.WITH_PERSON, EntryCode.ACTION_WITH_PERSON, now);
      case STALE -> {
        if (calledBefore) {
          // What was found before the first call is all that could undo it: it is kept.
          becomes(report, ActionState.OUTCOME_UNKNOWN, EntryCode.ACTION_STALE, now);
        } else {
          becomes(report, ActionState.CAPTURING, EntryCode.ACTION_STALE, now);
          order(action.id(), OrderKind.CAPTURE, null);
        }
      }
      case UNKNOWN -> {
        becomes(report, ActionState.OUTCOME_UNKNOWN, EntryCode.ACTION_UNKNOWN, now);
        incident.outcome(asked(action), Result.UNKNOWN, now);
      }
      default -> {
        becomes(report, ActionState.FAILED, EntryCode.ACTION_FAILED, now);
        incident.outcome(asked(action), Result.FAILED, now);
      }
    }
  }

  private void undone(ActionReport report, Instant now) {
    switch (report.outcome()) {
      case UNDONE, ALREADY -> becomes(report, ActionState.UNDONE, EntryCode.ACTION_UNDONE, now);
      case WITH_PERSON ->
          becomes(report, ActionState.UNDO_WITH_PERSON, EntryCode.ACTION_WITH_PERSON, now);
      default -> becomes(report, ActionState.UNDO_FAILED, EntryCode.UNDO_FAILED, now);
    }
  }

  private void becomes(ActionReport report, ActionState next, EntryCode code, Instant now) {
    Action action = get(report.action());
    put(action.in(next, report.code(), report.params()));
    SortedMap<String, String> params = new TreeMap<>(report.params());
    params.put("action", action.id());
    params.put("type", action.type());
    params.put("why", report.code());
    incident.note(now, code, Actor.ACEIRO, params);
  }

  private void order(String id, OrderKind kind, @Nullable Instant approvalExpiresAt) {
    IncidentState state = incident.state();
    Action action = get(id).ordered(kind);
    put(action);
    int attempt =
        switch (kind) {
          case CAPTURE -> action.captures();
          case APPLY -> action.attempts();
          case UNDO -> action.undos();
        };
    WorkOrder order =
        new WorkOrder(
            state.workflowId,
            state.id,
            state.generation,
            state.profile,
            id,
            attempt,
            1,
            kind,
            action.type(),
            action.parameters(),
            action.capture() == null ? null : action.capture().digest(),
            approvalExpiresAt,
            state.drill);
    if (kind == OrderKind.CAPTURE) {
      state.orders.add(order);
    } else {
      incident.targets().moving();
      state.orders.add(limited(order, action));
    }
  }

  /** An undo is in the way of others and waits for nobody. */
  private WorkOrder limited(WorkOrder order, Action action) {
    Capture capture = action.capture();
    if (capture == null) {
      return order;
    }
    String environment = incident.state().environment;
    return order.in(
        environment == null ? "" : environment,
        capture.risk(),
        order.kind() == OrderKind.APPLY ? rule(action).atOncePerEnvironment() : null);
  }

  private static String digest(Action action) {
    Capture capture = action.capture();
    if (capture == null) {
      throw new IllegalStateException("not captured");
    }
    return capture.digest();
  }
}
