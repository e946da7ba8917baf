package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.EvidenceStep;
import dev.aceiro.workflows.containment.Hold;
import dev.aceiro.workflows.containment.HoldLift;
import dev.aceiro.workflows.containment.HoldPut;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.WorkOrder;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.playbook.SuggestedAction;
import dev.aceiro.workflows.policy.HoldRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which holds stand and which of an incident's actions they stop, read from its state and its plan
 * alone. A flag that is raised and a scenario that is said put theirs at once; what was put stays
 * until people lift it, also when the flag is cleared or the scenario corrected, for one person can
 * do that.
 */
final class Holds {
  private final Incident incident;

  Holds(Incident incident) {
    this.incident = incident;
  }

  /** Those that stand, lifted ones too. */
  List<StandingHold> standing() {
    return Arrays.stream(Hold.values()).map(this::standing).filter(Objects::nonNull).toList();
  }

  private @Nullable StandingHold standing(Hold hold) {
    HoldRule rule = incident.plan().containment().hold(hold);
    if (rule == null) {
      return null;
    }
    String asking = asking(hold);
    List<String> flags = raised(rule);
    boolean asked = asking != null || !flags.isEmpty();
    HoldPut put = put(hold);
    if (!asked && put == null) {
      return null;
    }
    List<HoldLift> said =
        incident.state().lifts.stream().filter(lift -> lift.hold() == hold).toList();
    List<String> missing = HoldLift.missing(rule.liftedBy(), said);
    List<String> evidence = hold.asksForEvidence() ? evidenceToTake(put, asked) : List.of();
    return new StandingHold(
        hold,
        asking == null && put != null ? put.scenario() : asking,
        put == null ? flags : together(put.flags(), flags),
        rule.liftedBy(),
        said,
        missing,
        evidence,
        hold.asksForEvidence() && evidence.isEmpty() && evidenceTaken(),
        missing.isEmpty() && !said.isEmpty(),
        rule.source(),
        asked,
        put == null ? null : put.at());
  }

  private List<String> raised(HoldRule rule) {
    return rule.flags().stream().filter(incident.state().flags()::containsKey).toList();
  }

  private @Nullable HoldPut put(Hold hold) {
    return incident.state().holdsPut.stream()
        .filter(one -> one.hold() == hold)
        .findFirst()
        .orElse(null);
  }

  /** Remembers what is asked for now and why: it stays when nothing asks for it any more. */
  void keep(Instant now) {
    if (!incident.state().strict()) {
      return;
    }
    List<HoldPut> put = new ArrayList<>();
    for (Hold hold : Hold.values()) {
      HoldPut kept = kept(hold, now);
      if (kept != null) {
        put.add(kept);
      }
    }
    incident.state().holdsPut = put;
  }

  private @Nullable HoldPut kept(Hold hold, Instant now) {
    HoldRule rule = incident.plan().containment().hold(hold);
    HoldPut before = put(hold);
    if (rule == null) {
      return before;
    }
    String asking = asking(hold);
    List<String> flags = raised(rule);
    if (asking == null && flags.isEmpty()) {
      return before;
    }
    return before == null
        ? HoldPut.of(hold, asking, flags, evidenceSteps(), now)
        : HoldPut.of(
            hold,
            before.scenario() == null ? asking : before.scenario(),
            together(before.flags(), flags),
            EvidenceStep.together(before.steps(), evidenceSteps()),
            before.at());
  }

  /** What people have lifted is over once nothing asks for it any more. */
  private void forget() {
    for (StandingHold one : standing()) {
      if (one.lifted() && !one.asked()) {
        incident.state().holdsPut.removeIf(put -> put.hold() == one.hold());
      }
    }
  }

  private static List<String> together(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).distinct().toList();
  }

  /** The scenario of the incident, if its playbook asks for that hold. */
  private @Nullable String asking(Hold hold) {
    Playbook playbook = incident.playbook();
    return playbook != null && playbook.holds().contains(hold.name()) ? playbook.scenario() : null;
  }

  /** The hold that stops that now, or null. */
  @Nullable StandingHold stopping(Action action, OrderKind what) {
    Capture capture = action.capture();
    if (capture == null) {
      return null;
    }
    return standing().stream()
        .filter(one -> !one.lifted())
        .filter(
            one ->
                one.taken()
                    ? one.hold().stopsWithEvidence(what, capture.nature(), capture.risk())
                    : one.hold().stops(what, capture.nature(), capture.risk()))
        .findFirst()
        .orElse(null);
  }

  /** Why that cannot be done to the action now, or null. */
  @Nullable Refusal refuse(Action action, OrderKind what) {
    StandingHold hold = stopping(action, what);
    if (hold == null) {
      return null;
    }
    boolean waitsForEvidence = hold.hold().asksForEvidence() && !hold.taken();
    return Refusal.of(
        waitsForEvidence ? RefusalCode.HELD_FOR_EVIDENCE : RefusalCode.ACTION_HELD,
        "action",
        action.id(),
        "hold",
        hold.hold().name(),
        "evidence",
        waitsForEvidence ? String.join(", ", hold.evidence()) : null,
        "who",
        who(hold),
        "roles",
        String.join(", ", missingOf(hold)));
  }

  /** The orders that must not be carried out now: the action and the hold that keeps it back. */
  SortedMap<String, String> stoppedOrders() {
    SortedMap<String, String> stopped = new TreeMap<>();
    for (WorkOrder order : incident.state().orders()) {
      StandingHold hold = stopping(incident.ledger().get(order.action()), order.kind());
      if (hold != null) {
        stopped.put(order.action(), hold.hold().name());
      }
    }
    return stopped;
  }

  private static String who(StandingHold hold) {
    return hold.liftedBy().isEmpty() ? "ANY" : "EACH";
  }

  /** Who must still say so: any of the leads where the rule names nobody. */
  private List<String> missingOf(StandingHold hold) {
    return hold.missing().isEmpty()
        ? incident.plan().roles().stream().filter(r -> r.lead()).map(r -> r.id()).toList()
        : hold.missing();
  }

  /** Why this person's word lifts nothing of that hold, or null. */
  @Nullable Refusal refuseLift(String id, Actor actor, Instant now) {
    StandingHold hold = unlifted(id);
    if (hold == null) {
      return Refusal.of(RefusalCode.HOLD_NOT_STANDING, "hold", id);
    }
    if (hold.said().stream().anyMatch(lift -> lift.person().equals(actor.person()))) {
      return Refusal.of(
          RefusalCode.LIFT_NEEDS_ANOTHER, "hold", id, "roles", String.join(", ", hold.missing()));
    }
    List<HoldLift> more = new ArrayList<>(hold.said());
    more.add(lift(hold, actor, now));
    boolean counts =
        hold.liftedBy().isEmpty()
            ? leads(actor)
            : HoldLift.missing(hold.liftedBy(), more).size() < hold.missing().size();
    return counts
        ? null
        : Refusal.of(
            RefusalCode.LIFT_NEEDS_ROLE,
            "hold",
            id,
            "who",
            who(hold),
            "roles",
            String.join(", ", missingOf(hold)));
  }

  /** Anybody may take a role in an incident with one click: that lifts nothing. */
  private boolean leads(Actor actor) {
    return incident.state().strict() ? incident.plan().leads(actor.roles()) : incident.leads(actor);
  }

  /** Takes somebody's word that a hold may go. */
  void lift(Actor actor, String id, String reason, Instant now) {
    StandingHold before = unlifted(id);
    if (before == null) {
      throw new IllegalStateException("no hold " + id);
    }
    incident.state().lifts.add(lift(before, actor, now));
    StandingHold after = unlifted(id);
    incident.note(
        now,
        after == null ? EntryCode.HOLD_LIFTED : EntryCode.HOLD_LIFT_SAID,
        actor,
        "hold",
        id,
        "reason",
        reason,
        "roles",
        after == null ? null : String.join(", ", after.missing()));
  }

  private @Nullable StandingHold unlifted(String id) {
    return standing().stream()
        .filter(one -> one.hold().name().equals(id) && !one.lifted())
        .findFirst()
        .orElse(null);
  }

  private HoldLift lift(StandingHold hold, Actor actor, Instant now) {
    return new HoldLift(hold.hold(), actor.person(), held(actor, hold), now);
  }

  /** The roles of the hold that somebody holds, by the profile. */
  private List<String> held(Actor actor, StandingHold hold) {
    return hold.liftedBy().stream()
        .filter(
            role ->
                actor.roles().contains(role)
                    || (!incident.state().strict()
                        && actor.person().equals(incident.state().roles().get(role))))
        .toList();
  }

  /** A flag brings its holds anew: what was lifted before it was known holds again. */
  void flagRaised(String flag) {
    incident
        .state()
        .lifts
        .removeIf(
            lift -> {
              HoldRule rule = incident.plan().containment().hold(lift.hold());
              return rule != null && rule.flags().contains(flag);
            });
  }

  /** Notes which holds have begun to stand, and which no longer do. */
  void follow(Instant now) {
    IncidentState state = incident.state();
    keep(now);
    forget();
    List<StandingHold> standing = standing();
    List<String> codes = standing.stream().map(one -> one.hold().name()).toList();
    if (codes.equals(state.holdsStanding)) {
      return;
    }
    for (StandingHold one : standing) {
      if (!state.holdsStanding.contains(one.hold().name())) {
        incident.note(
            now,
            EntryCode.HOLD_PUT,
            Actor.ACEIRO,
            "hold",
            one.hold().name(),
            "scenario",
            one.scenario(),
            "flags",
            one.flags().isEmpty() ? null : String.join(", ", one.flags()),
            "source",
            one.source().isEmpty() ? null : one.source());
      }
    }
    for (String code : state.holdsStanding) {
      if (!codes.contains(code)) {
        state.lifts.removeIf(lift -> lift.hold().name().equals(code));
        incident.note(now, EntryCode.HOLD_GONE, Actor.ACEIRO, "hold", code);
      }
    }
    state.holdsStanding = new ArrayList<>(codes);
  }

  // ---- evidence ----

  private List<String> evidenceToTake(@Nullable HoldPut put, boolean asked) {
    List<EvidenceStep> present = asked ? evidenceSteps() : List.of();
    List<EvidenceStep> owed = put == null ? present : EvidenceStep.together(put.steps(), present);
    return EvidenceStep.missing(owed, evidence()).stream().map(EvidenceStep::inWords).toList();
  }

  private List<EvidenceStep> evidenceSteps() {
    Playbook playbook = incident.playbook();
    return playbook == null
        ? List.of()
        : playbook.actions().stream()
            .filter(step -> step.nature() == Nature.EVIDENCE)
            .map(this::evidenceStep)
            .toList();
  }

  private EvidenceStep evidenceStep(SuggestedAction step) {
    return incident.state().strict()
        ? EvidenceStep.of(step.type(), step.parameters())
        : EvidenceStep.any(step.type());
  }

  /** A playbook without a step that takes evidence still wants some. */
  private boolean evidenceTaken() {
    return !evidence().isEmpty();
  }

  private List<Action> evidence() {
    return incident.state().actions().stream()
        .filter(Holds::isEvidence)
        .filter(this::ofThisEpisode)
        .toList();
  }

  /** Whether it took evidence, and the evidence is still there. */
  private static boolean isEvidence(Action action) {
    Capture capture = action.capture();
    return capture != null && capture.nature() == Nature.EVIDENCE && action.inEffect();
  }

  /** What was kept before a relapse says nothing of what has happened since. */
  private boolean ofThisEpisode(Action action) {
    Instant applied = action.appliedAt();
    Capture capture = action.capture();
    Instant at = applied == null && capture != null ? capture.capturedAt() : applied;
    return !incident.state().strict()
        || at == null
        || !at.isBefore(incident.state().episodeStartedAt());
  }
}
