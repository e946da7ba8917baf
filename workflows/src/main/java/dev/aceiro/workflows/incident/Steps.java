package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.alarm.Alarm;
import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.estate.Estate;
import dev.aceiro.workflows.estate.Filled;
import dev.aceiro.workflows.estate.Filling;
import dev.aceiro.workflows.estate.ProposalForm;
import dev.aceiro.workflows.estate.StepTargets;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.playbook.SuggestedAction;
import dev.aceiro.workflows.policy.Automatic;
import dev.aceiro.workflows.policy.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The automatic steps of a playbook, in the order in which it has them: each is proposed when the
 * one before is in force, those of one parallel group together. Everything is read from the state,
 * so that it goes on in whatever run comes next.
 */
final class Steps {
  /** Alarms whose words are kept: an incident has few, and its snapshot is small. */
  private static final int ALARMS_HEARD = 20;

  private final Incident incident;

  Steps(Incident incident) {
    this.incident = incident;
  }

  /** Goes as far as the playbook and the policy let it. */
  void advance(Instant now) {
    Playbook playbook = incident.playbook();
    if (playbook == null || !containing() || stopped(playbook)) {
      return;
    }
    for (List<Integer> group : groups(playbook)) {
      if (!advance(playbook, group, now)) {
        return;
      }
    }
  }

  private boolean containing() {
    IncidentState state = incident.state();
    return !state.stage().after(Stage.CONTAIN) && state.resolvedAt() == null;
  }

  /** Goes on with one group; whether all of it is in force. */
  private boolean advance(Playbook playbook, List<Integer> group, Instant now) {
    for (int step : group) {
      if (action(playbook, step) == null) {
        begin(playbook, step, now);
      }
    }
    boolean all = true;
    for (int step : group) {
      Action action = action(playbook, step);
      if (action == null) {
        all = false;
        continue;
      }
      switch (stands(action)) {
        case IN_FORCE -> {}
        case ENDED -> {
          stop(playbook, action, now);
          return false;
        }
        case TAKEN_BACK -> {
          if (toCome(playbook)) {
            stop(playbook, action, now);
            return false;
          }
        }
        case UNDER_WAY -> {
          approve(playbook, step, action, now);
          all = false;
        }
      }
    }
    return all;
  }

  /** Keeps what an alarm says that could choose a target. */
  void heard(String key, Alarm alarm) {
    StepTargets targets = incident.plan().containment().steps();
    SortedMap<String, Filling.Said> say = incident.state().alarmsSay;
    if (targets == null || (say.size() >= ALARMS_HEARD && !say.containsKey(key))) {
      return;
    }
    SortedMap<String, String> labels = targets.telling(alarm.labels());
    if (!labels.isEmpty()) {
      say.put(key, new Filling.Said(alarm.name(), labels));
    }
  }

  private void begin(Playbook playbook, int step, Instant now) {
    SuggestedAction suggested = playbook.actions().get(step);
    List<Filled> filled = filled(suggested);
    Action done = done(suggested, filled);
    if (done != null) {
      goesOn(playbook, step);
      becomes(playbook, step, done);
      incident.touch();
      return;
    }
    Refusal missing = missing(filled);
    if (missing != null) {
      waits(playbook, step, missing, now);
      return;
    }
    SortedMap<String, String> parameters = parameters(suggested);
    Refusal elsewhere = elsewhere(suggested.type(), parameters);
    if (elsewhere != null) {
      waits(playbook, step, elsewhere, now);
      return;
    }
    propose(playbook, step, parameters, now);
  }

  /** What a step would act on now; while something keeps it, what it states. */
  SortedMap<String, String> target(SuggestedAction suggested) {
    SortedMap<String, String> parameters = parameters(suggested);
    return elsewhere(suggested.type(), parameters) == null ? parameters : suggested.parameters();
  }

  /** What it states, with what estate and alarms say where that leaves nothing to ask. */
  private SortedMap<String, String> parameters(SuggestedAction suggested) {
    SortedMap<String, String> parameters = new TreeMap<>(suggested.parameters());
    List<Filled> filled = filled(suggested);
    if (missing(filled) == null) {
      filled.forEach(one -> parameters.put(one.parameter(), Objects.requireNonNull(one.value())));
    }
    return parameters;
  }

  private List<Filled> filled(SuggestedAction suggested) {
    StepTargets targets = incident.plan().containment().steps();
    ProposalForm form = form(targets, suggested.type());
    return targets == null || form == null
        ? Filling.stated(suggested.parameters())
        : filling(targets).fill(form, suggested.parameters());
  }

  /**
   * What somebody has proposed in a step's place in this episode, unless it came to nothing: the
   * same, with whatever the step would have had to ask for. Or null.
   */
  private @Nullable Action done(SuggestedAction suggested, List<Filled> filled) {
    IncidentState state = incident.state();
    if (!state.strict()) {
      return null;
    }
    return state.actions().stream()
        .filter(action -> action.type().equals(suggested.type()) && !action.byItself())
        .filter(action -> !action.proposedAt().isBefore(state.episodeStartedAt()))
        .filter(action -> stands(action) == Standing.UNDER_WAY || action.inEffect())
        .filter(
            action ->
                state.steps.stream()
                    .filter(run -> run.episode() == state.episode())
                    .filter(run -> run.scenario().equals(state.scenario()))
                    .noneMatch(run -> run.action().equals(action.id())))
        .filter(action -> completes(action, suggested, filled))
        .findFirst()
        .orElse(null);
  }

  private boolean completes(Action action, SuggestedAction suggested, List<Filled> filled) {
    if (form(incident.plan().containment().steps(), suggested.type()) == null) {
      return action.parameters().equals(suggested.parameters());
    }
    return filled.stream()
        .allMatch(
            one -> {
              String said = action.parameters().getOrDefault(one.parameter(), "");
              return one.value() == null ? !said.isBlank() : said.equals(one.value());
            });
  }

  private static @Nullable ProposalForm form(@Nullable StepTargets targets, String type) {
    return targets == null ? null : targets.form(type);
  }

  private Filling filling(StepTargets targets) {
    IncidentState state = incident.state();
    return Filling.of(
        targets.estate(), state.services(), state.environment(), state.alarmsSay.values());
  }

  private @Nullable Refusal missing(List<Filled> filled) {
    String missing =
        filled.stream()
            .filter(one -> one.value() == null)
            .map(Filled::parameter)
            .collect(Collectors.joining(", "));
    if (missing.isEmpty()) {
      return null;
    }
    return Refusal.of(
        incident.state().services().isEmpty()
            ? RefusalCode.SERVICES_UNKNOWN
            : RefusalCode.PARAMETER_MISSING,
        "parameter",
        missing);
  }

  /** Why nothing that these name is acted on by itself in this incident, or null. */
  private @Nullable Refusal elsewhere(String type, SortedMap<String, String> parameters) {
    StepTargets targets = incident.plan().containment().steps();
    ProposalForm form = form(targets, type);
    if (targets == null || form == null) {
      return null;
    }
    String environment = incident.state().environment();
    Estate.Stranger stranger = targets.estate().outside(form, parameters, environment);
    if (stranger != null) {
      return Refusal.of(stranger);
    }
    SortedSet<String> known = targets.estate().environments(form, parameters);
    return known.isEmpty() || (environment != null && !environment.isBlank())
        ? null
        : Refusal.of(RefusalCode.ENVIRONMENT_UNKNOWN, "known", String.join(", ", known));
  }

  /** What keeps that step of the playbook, or null. */
  @Nullable Refusal waits(int step) {
    IncidentState state = incident.state();
    return state.stepsWaiting.stream()
        .filter(wait -> wait.scenario().equals(state.scenario()))
        .filter(wait -> wait.episode() == state.episode() && wait.step() == step)
        .map(StepWait::why)
        .findFirst()
        .orElse(null);
  }

  /** Says once what keeps a step, until something else does. */
  private void waits(Playbook playbook, int step, Refusal why, Instant now) {
    StepWait wait = new StepWait(playbook.scenario(), incident.state().episode(), step, why);
    if (incident.state().stepsWaiting.contains(wait)) {
      return;
    }
    goesOn(playbook, step);
    incident.state().stepsWaiting.add(wait);
    SuggestedAction suggested = playbook.actions().get(step);
    incident.note(
        now,
        EntryCode.STEP_WAITS,
        Actor.ACEIRO,
        "type",
        suggested.type(),
        "title",
        suggested.title(),
        "why",
        why.code().name(),
        "detail",
        why.params().getOrDefault("known", why.params().get("parameter")));
  }

  /** What was said of that step, or of another time, says nothing any more. */
  private void goesOn(Playbook playbook, int step) {
    incident
        .state()
        .stepsWaiting
        .removeIf(
            wait ->
                wait.step() == step
                    || wait.episode() != incident.state().episode()
                    || !wait.scenario().equals(playbook.scenario()));
  }

  private void propose(
      Playbook playbook, int step, SortedMap<String, String> parameters, Instant now) {
    if (incident.state().actions().size() >= ActionDecisions.MOST) {
      return;
    }
    goesOn(playbook, step);
    SuggestedAction suggested = playbook.actions().get(step);
    incident.ledger().propose(Actor.ACEIRO, suggested.type(), parameters, suggested.title(), now);
    becomes(playbook, step, incident.state().actions().getLast());
  }

  private void becomes(Playbook playbook, int step, Action action) {
    incident
        .state()
        .steps
        .add(new StepRun(playbook.scenario(), incident.state().episode(), step, action.id()));
  }

  /** What the policy lets go without a person, once nothing holds it; never what one proposed. */
  private void approve(Playbook playbook, int step, Action action, Instant now) {
    Automatic rule = permitting(action);
    if (rule == null) {
      return;
    }
    // The triage may have said another environment since it was proposed.
    Refusal elsewhere = elsewhere(action.type(), action.parameters());
    if (elsewhere == null) {
      goesOn(playbook, step);
      incident.ledger().approveByPolicy(action, rule, now);
    } else if (action.state() == ActionState.WAITING) {
      waits(playbook, step, elsewhere, now);
    }
  }

  private @Nullable Automatic permitting(Action action) {
    Automatic rule = incident.plan().containment().automatic();
    Capture capture = action.capture();
    IncidentState state = incident.state();
    return rule != null
            && capture != null
            && action.byItself()
            && rule.permits(state.severity(), state.environment(), capture)
        ? rule
        : null;
  }

  /**
   * Whether the policy lets an action go without a person as things stand: a step of the playbook
   * that the incident has now, in this episode, while steps still go on by themselves.
   */
  boolean permitted(Action action) {
    Playbook playbook = incident.playbook();
    return playbook != null
        && containing()
        && !stopped(playbook)
        && permitting(action) != null
        && elsewhere(action.type(), action.parameters()) == null
        && groups(playbook).stream()
            .flatMap(List::stream)
            .anyMatch(
                step -> {
                  Action become = action(playbook, step);
                  return become != null && become.id().equals(action.id());
                });
  }

  private void stop(Playbook playbook, Action action, Instant now) {
    incident.state().stepsStopped = mark(playbook);
    long left =
        groups(playbook).stream()
            .flatMap(List::stream)
            .filter(step -> action(playbook, step) == null)
            .count();
    incident.note(
        now,
        EntryCode.STEPS_STOPPED,
        Actor.ACEIRO,
        "action",
        action.id(),
        "type",
        action.type(),
        "state",
        (action.neverCame() ? ActionState.FAILED : action.state()).name(),
        "left",
        String.valueOf(left));
    incident.outbox().stepsStopped(action, now);
  }

  private boolean stopped(Playbook playbook) {
    return mark(playbook).equals(incident.state().stepsStopped);
  }

  private String mark(Playbook playbook) {
    return playbook.scenario() + "#" + incident.state().episode();
  }

  private boolean toCome(Playbook playbook) {
    return groups(playbook).stream()
        .flatMap(List::stream)
        .anyMatch(step -> action(playbook, step) == null);
  }

  /** The action that a step has become in this episode, or null. */
  private @Nullable Action action(Playbook playbook, int step) {
    return incident.state().steps.stream()
        .filter(run -> run.scenario().equals(playbook.scenario()))
        .filter(run -> run.episode() == incident.state().episode() && run.step() == step)
        .map(run -> incident.ledger().find(run.action()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Places of automatic steps: those that begin together, in order. */
  static List<List<Integer>> groups(Playbook playbook) {
    List<List<Integer>> groups = new ArrayList<>();
    String before = null;
    for (int step = 0; step < playbook.actions().size(); step++) {
      SuggestedAction suggested = playbook.actions().get(step);
      if (!suggested.automatic()) {
        continue;
      }
      if (suggested.parallel() == null || !suggested.parallel().equals(before)) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(step);
      before = suggested.parallel();
    }
    return groups;
  }

  private enum Standing {
    UNDER_WAY,
    IN_FORCE,
    /** It will not be, unless somebody sees to it. */
    ENDED,
    /** It was. */
    TAKEN_BACK
  }

  private static Standing stands(Action action) {
    if (action.inEffect()) {
      return Standing.IN_FORCE;
    }
    return switch (action.state()) {
      case CAPTURING, WAITING, APPLYING, WITH_PERSON -> Standing.UNDER_WAY;
      case UNDOING, UNDO_WITH_PERSON, UNDO_FAILED, UNDONE -> Standing.TAKEN_BACK;
      default -> Standing.ENDED;
    };
  }
}
