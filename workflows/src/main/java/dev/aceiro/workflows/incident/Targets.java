package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.Leftovers;
import dev.aceiro.workflows.containment.Made;
import dev.aceiro.workflows.containment.Reading;
import dev.aceiro.workflows.containment.SurveyOrder;
import dev.aceiro.workflows.containment.SurveyStep;
import dev.aceiro.workflows.containment.Unexplained;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.playbook.SuggestedAction;
import dev.aceiro.workflows.policy.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The targets of the playbook and of the ledger: read when the incident is declared or something is
 * proposed, and again when its observation is over, before it closes. What differs and no entry of
 * the ledger explains must be adopted, put back, or waived.
 */
final class Targets {
  private static final String MANUAL = "manual";
  private static final String ABSENT = "RESPONDER_ABSENT";

  /** More than any playbook and its ledger have; a snapshot of the incident carries them all. */
  static final int MOST = 60;

  private final Incident incident;

  Targets(Incident incident) {
    this.incident = incident;
  }

  private IncidentState state() {
    return incident.state();
  }

  /**
   * Orders a baseline of the targets that have none: those of the scenario, and those that somebody
   * has proposed to act on. While a call is on its way nobody could say whether what is read is
   * from before it.
   */
  void baseline() {
    Playbook playbook = incident.playbook();
    if (!state().surveys || (playbook == null && !state().strict()) || callsCount()) {
      return;
    }
    List<SurveyStep> known = new ArrayList<>(steps());
    state().surveyOrders.forEach(order -> known.addAll(order.steps()));
    List<SurveyStep> all = new ArrayList<>();
    if (playbook != null) {
      playbook.actions().stream().map(this::of).forEach(all::add);
    }
    if (state().strict()) {
      state().actions.stream().filter(Targets::counts).map(Targets::of).forEach(all::add);
    }
    List<SurveyStep> fresh =
        all.stream()
            .filter(step -> !step.type().equals(MANUAL) && !known.contains(step))
            .distinct()
            .limit(state().strict() ? Math.max(0, MOST - known.size()) : Integer.MAX_VALUE)
            .toList();
    if (!fresh.isEmpty()) {
      order(SurveyOrder.Kind.BASELINE, fresh);
    }
  }

  /** An incident that began before this was looked at reads its targets as its history says. */
  private boolean callsCount() {
    return state().strict() && incident.ledger().calling();
  }

  private SurveyStep of(SuggestedAction step) {
    return new SurveyStep(
        step.type(), state().strict() ? incident.steps().target(step) : step.parameters());
  }

  private static SurveyStep of(Action action) {
    return new SurveyStep(action.type(), action.parameters());
  }

  /** Whether an entry acts on its target, has, or may yet: not one that ended as a proposal. */
  private static boolean counts(Action action) {
    return !action.state().settled()
        || action.attempts() > 0
        || action.state() == ActionState.ALREADY;
  }

  private List<SurveyStep> steps() {
    return state().baseline.stream().map(Reading::step).toList();
  }

  /**
   * What the closing survey reads; a target that could not be read at first may be there now. What
   * was only proposed is none of the incident's.
   */
  private List<SurveyStep> comparable() {
    List<SurveyStep> dropped =
        state().actions.stream().filter(action -> !counts(action)).map(Targets::of).toList();
    return state().baseline.stream()
        .filter(r -> r.state() != Reading.State.LEFT_OUT)
        .map(Reading::step)
        .filter(step -> !dropped.contains(step) || standsOtherwise(step))
        .toList();
  }

  private boolean standsOtherwise(SurveyStep step) {
    return !state().strict()
        || state().actions.stream().filter(Targets::counts).map(Targets::of).anyMatch(step::equals)
        || incident.plan().playbooks().stream()
            .flatMap(playbook -> playbook.actions().stream())
            .map(this::of)
            .anyMatch(step::equals);
  }

  private void order(SurveyOrder.Kind kind, List<SurveyStep> steps) {
    state().surveysOrdered++;
    state()
        .surveyOrders
        .add(
            new SurveyOrder(
                "S" + state().surveysOrdered,
                kind,
                state().id,
                state().generation,
                state().profile,
                new ArrayList<>(steps),
                made()));
  }

  /** What has taken effect, in the order in which it did: the last one has the last word. */
  private List<Made> made() {
    List<Made> made = new ArrayList<>();
    for (Action action : applied()) {
      Capture capture = action.capture();
      if (capture != null && adoptedBy(action.id()) == null) {
        made.add(
            new Made(
                action.id(),
                action.type(),
                action.parameters(),
                capture.digest(),
                action.state() == ActionState.UNDONE));
      }
    }
    return made;
  }

  private List<Action> applied() {
    return state().actions.stream()
        .filter(action -> action.appliedAt() != null)
        .sorted(Comparator.comparing(action -> Objects.requireNonNull(action.appliedAt())))
        .toList();
  }

  /**
   * Something is being changed, has been, or was put back: what was read of the targets is old, and
   * so is what is being read. Nobody waits for that any more; it is ordered again when due.
   */
  void moved() {
    state().surveyedAt = null;
    if (state().strict()) {
      state().surveyOrders.clear();
    }
  }

  /** The same while a change may be on its way. */
  void moving() {
    if (state().strict()) {
      moved();
    }
  }

  /** The same, and whoever asked for a survey no longer waits for it either. */
  void relapsed() {
    moved();
    state().surveyAsked = false;
  }

  /**
   * Orders what is owed: a baseline that was overtaken, and the closing survey once the observation
   * is over, unless its result stands.
   */
  void surveyIfDue() {
    if (state().stage == Stage.CLOSED || !state().surveyOrders.isEmpty()) {
      return;
    }
    if (state().strict()) {
      baseline();
    }
    if (due() && state().surveyOrders.isEmpty() && !callsCount()) {
      order(SurveyOrder.Kind.CLOSING, comparable());
    }
  }

  private boolean due() {
    return (state().surveyAsked
            || (state().stage == Stage.POST_MORTEM && state().observationEndedAt != null))
        && state().surveyedAt == null
        && !comparable().isEmpty();
  }

  /** Whether no difference waits for anybody. */
  boolean explained() {
    return ids(Targets::open).isEmpty();
  }

  /** Whether the targets have been read since the last change, where that is owed. */
  boolean compared() {
    return state().surveyOrders.isEmpty() && !due();
  }

  /** Why nobody can have the targets read now, or null. */
  @Nullable Refusal refuseSurvey() {
    if (comparable().isEmpty()) {
      return Refusal.of(RefusalCode.NOTHING_TO_SURVEY);
    }
    return state().surveyOrders.isEmpty() && !state().surveyAsked
        ? null
        : Refusal.of(RefusalCode.SURVEY_UNDER_WAY);
  }

  void surveyAgain(Actor actor, Instant now) {
    state().surveysAsked++;
    state().surveyAsked = true;
    state().surveyedAt = null;
    incident.note(now, EntryCode.SURVEY_ORDERED, actor);
    surveyIfDue();
  }

  /**
   * Takes in what a survey found; what was overtaken by a change since it was ordered is none.
   *
   * @param found the readings, or null where nobody answered
   */
  void surveyed(SurveyOrder order, @Nullable List<Reading> found, Instant now) {
    if (!state().surveyOrders.removeIf(o -> o.id().equals(order.id()))
        || state().stage == Stage.CLOSED) {
      return;
    }
    List<Reading> readings = found == null ? absent(order, now) : found;
    switch (order.kind()) {
      case BASELINE -> baseline(order, readings, now);
      case CLOSING -> compare(readings, now);
    }
  }

  private static List<Reading> absent(SurveyOrder order, Instant now) {
    List<Reading> readings = new ArrayList<>();
    for (SurveyStep step : order.steps()) {
      readings.add(
          new Reading(
              step, Reading.State.UNREADABLE, "", Params.none(), Params.none(), ABSENT, now));
    }
    return readings;
  }

  /** The first one is noted only where something is amiss: a flush of its own costs history. */
  private void baseline(SurveyOrder order, List<Reading> readings, Instant now) {
    state().baseline.addAll(readings);
    List<String> unreadable =
        readings.stream()
            .filter(r -> r.state() == Reading.State.UNREADABLE)
            .map(r -> r.target().isEmpty() ? r.step().type() : r.target())
            .distinct()
            .toList();
    if (!order.id().equals("S1") || !unreadable.isEmpty()) {
      incident.note(
          now,
          EntryCode.BASELINE_TAKEN,
          Actor.ACEIRO,
          "targets",
          String.valueOf(readings.stream().filter(r -> r.state() == Reading.State.READ).count()),
          "unreadable",
          unreadable.isEmpty() ? null : String.join(", ", unreadable));
    } else if (state().strict()) {
      incident.touch();
    }
  }

  private void compare(List<Reading> readings, Instant now) {
    state().surveyedAt = now;
    state().surveyAsked = false;
    List<SurveyStep> asked = comparable();
    List<Leftovers.Found> found =
        Leftovers.compare(
            state().baseline.stream().filter(was -> asked.contains(was.step())).toList(), readings);
    for (Unexplained known : new ArrayList<>(state().unexplained)) {
      if (open(known) && !found.contains(known.found())) {
        put(known.gone());
        note(EntryCode.DIFFERENCE_GONE, Actor.ACEIRO, known, null, now);
      }
    }
    List<Unexplained> fresh = new ArrayList<>();
    for (Leftovers.Found one : found) {
      if (state().unexplained.stream().noneMatch(known -> standsFor(known, one))) {
        state().differencesFound++;
        fresh.add(Unexplained.found("D" + state().differencesFound, one, now));
      }
    }
    state().unexplained.addAll(fresh);
    if (clean(fresh)) {
      // Closing says it, where nothing else keeps the incident open.
      if (state().strict() && !incident.keepsOpen().isEmpty()) {
        incident.touch();
      }
      return;
    }
    incident.note(
        now,
        EntryCode.TARGETS_COMPARED,
        Actor.ACEIRO,
        "targets",
        String.valueOf(readings.size()),
        "open",
        String.valueOf(ids(Targets::open).size()));
    fresh.forEach(one -> note(EntryCode.DIFFERENCE_FOUND, Actor.ACEIRO, one, null, now));
    if (!fresh.isEmpty()) {
      incident.outbox().unexplained(fresh, now);
    }
  }

  private boolean clean(List<Unexplained> fresh) {
    return fresh.isEmpty() && state().unexplained.isEmpty() && state().surveysAsked == 0;
  }

  /** An adopted one whose entry has been undone should be there no longer. */
  private boolean standsFor(Unexplained known, Leftovers.Found found) {
    if (!known.found().equals(found)) {
      return false;
    }
    return switch (known.state()) {
      case OPEN, WAIVED -> true;
      case ADOPTED ->
          incident.ledger().get(Objects.requireNonNull(known.action())).state()
              != ActionState.UNDONE;
      case GONE -> false;
    };
  }

  static boolean open(Unexplained one) {
    return one.state() == Unexplained.State.OPEN;
  }

  /** What may be adopted: a target of which nobody knows anything may only be waived. */
  static boolean adoptable(Unexplained one) {
    return open(one) && one.found().code().equals(Leftovers.CHANGED);
  }

  List<String> ids(Predicate<Unexplained> which) {
    return state().unexplained.stream().filter(which).map(Unexplained::id).toList();
  }

  private Unexplained get(String id) {
    return state().unexplained.stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no difference " + id));
  }

  private void put(Unexplained changed) {
    state().unexplained.replaceAll(one -> one.id().equals(changed.id()) ? changed : one);
  }

  void waive(Actor actor, String id, String reason, Instant now) {
    put(get(id).waived(actor.person(), reason));
    note(EntryCode.DIFFERENCE_WAIVED, actor, get(id), reason, now);
  }

  void adopt(Actor actor, String id, String reason, Instant now) {
    Unexplained one = get(id);
    String entry = incident.ledger().adopt(actor, one, reason);
    put(one.adopted(actor.person(), reason, entry));
    note(EntryCode.DIFFERENCE_ADOPTED, actor, get(id), reason, now);
  }

  /** The difference that an entry of the ledger stands for, or null. */
  @Nullable Unexplained adoptedBy(String action) {
    return state().unexplained.stream()
        .filter(one -> action.equals(one.action()))
        .findFirst()
        .orElse(null);
  }

  private void note(
      EntryCode code, Actor actor, Unexplained one, @Nullable String reason, Instant now) {
    incident.note(
        now,
        code,
        actor,
        "difference",
        one.id(),
        "target",
        one.found().target(),
        "name",
        one.found().name().isEmpty() ? null : one.found().name(),
        "before",
        one.found().before(),
        "after",
        one.found().after(),
        "why",
        one.found().code().equals(Leftovers.CHANGED) ? null : one.found().code(),
        "action",
        one.action(),
        "reason",
        reason);
  }
}
