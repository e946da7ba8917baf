package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.Hold;
import dev.aceiro.workflows.containment.HoldLift;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.playbook.SuggestedAction;
import dev.aceiro.workflows.policy.HoldRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which holds stand and which of an incident's actions they stop, read from its state and its plan
 * alone: a flag that is raised puts its holds at once, one that is cleared takes along what it
 * alone held.
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
    List<String> flags =
        rule.flags().stream().filter(incident.state().flags()::containsKey).toList();
    if (asking == null && flags.isEmpty()) {
      return null;
    }
    List<HoldLift> said =
        incident.state().lifts.stream().filter(lift -> lift.hold() == hold).toList();
    List<String> missing = missing(rule.liftedBy(), said);
    List<String> evidence = hold.asksForEvidence() ? evidenceToTake() : List.of();
    return new StandingHold(
        hold,
        asking,
        flags,
        rule.liftedBy(),
        said,
        missing,
        evidence,
        hold.asksForEvidence() && evidence.isEmpty() && evidenceTaken(),
        missing.isEmpty() && !said.isEmpty(),
        rule.source());
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
        "roles",
        String.join(", ", missingOf(hold)));
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
            ? incident.leads(actor)
            : missing(hold.liftedBy(), more).size() < hold.missing().size();
    return counts
        ? null
        : Refusal.of(RefusalCode.NEEDS_ROLE, "roles", String.join(", ", missingOf(hold)));
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

  /** The roles of the hold that somebody holds, by the profile or in this incident. */
  private List<String> held(Actor actor, StandingHold hold) {
    return hold.liftedBy().stream()
        .filter(
            role ->
                actor.roles().contains(role)
                    || actor.person().equals(incident.state().roles().get(role)))
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

  /** Roles for which nobody of their own has spoken: one person speaks for one role. */
  static List<String> missing(List<String> roles, List<HoldLift> said) {
    SortedMap<String, HoldLift> spoken = new TreeMap<>();
    for (HoldLift lift : said) {
      speak(lift, spoken, new LinkedHashSet<>());
    }
    return roles.stream().filter(role -> !spoken.containsKey(role)).toList();
  }

  /** Finds a role for a person, also by giving another person another of theirs. */
  private static boolean speak(
      HoldLift lift, SortedMap<String, HoldLift> spoken, Set<String> tried) {
    for (String role : lift.roles()) {
      if (tried.add(role)) {
        HoldLift present = spoken.get(role);
        if (present == null || speak(present, spoken, tried)) {
          spoken.put(role, lift);
          return true;
        }
      }
    }
    return false;
  }

  // ---- evidence ----

  private List<String> evidenceToTake() {
    SortedMap<String, Integer> taken = new TreeMap<>();
    evidence().forEach(action -> taken.merge(action.type(), 1, Integer::sum));
    List<String> missing = new ArrayList<>();
    for (String type : evidenceSteps()) {
      if (taken.merge(type, -1, Integer::sum) < 0) {
        missing.add(type);
      }
    }
    return missing;
  }

  private List<String> evidenceSteps() {
    Playbook playbook = incident.playbook();
    return playbook == null
        ? List.of()
        : playbook.actions().stream()
            .filter(step -> step.nature() == Nature.EVIDENCE)
            .map(SuggestedAction::type)
            .toList();
  }

  /** A playbook without a step that takes evidence still wants some. */
  private boolean evidenceTaken() {
    return !evidence().isEmpty();
  }

  private List<Action> evidence() {
    return incident.state().actions().stream().filter(Holds::isEvidence).toList();
  }

  /** Whether it took evidence, and the evidence is still there. */
  static boolean isEvidence(Action action) {
    Capture capture = action.capture();
    return capture != null && capture.nature() == Nature.EVIDENCE && action.inEffect();
  }
}
