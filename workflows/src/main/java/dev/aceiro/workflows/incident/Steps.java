package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.playbook.SuggestedAction;
import dev.aceiro.workflows.policy.Automatic;
import dev.aceiro.workflows.policy.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The automatic steps of a playbook, in the order in which it has them: each is proposed when the
 * one before is in force, those of one parallel group together. Everything is read from the state,
 * so that it goes on in whatever run comes next.
 */
final class Steps {
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
        propose(playbook, step, now);
      }
    }
    boolean all = true;
    for (int step : group) {
      Action action = action(playbook, step);
      if (action == null) {
        return false;
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
          approve(action, now);
          all = false;
        }
      }
    }
    return all;
  }

  private void propose(Playbook playbook, int step, Instant now) {
    if (incident.state().actions().size() >= ActionDecisions.MOST) {
      return;
    }
    SuggestedAction suggested = playbook.actions().get(step);
    incident
        .ledger()
        .propose(Actor.ACEIRO, suggested.type(), suggested.parameters(), suggested.title(), now);
    incident
        .state()
        .steps
        .add(
            new StepRun(
                playbook.scenario(),
                incident.state().episode(),
                step,
                incident.state().actions().getLast().id()));
  }

  /** What the policy lets go without a person, once nothing holds it. */
  private void approve(Action action, Instant now) {
    Automatic rule = permitting(action);
    if (rule != null) {
      incident.ledger().approveByPolicy(action, rule, now);
    }
  }

  private @Nullable Automatic permitting(Action action) {
    Automatic rule = incident.plan().containment().automatic();
    Capture capture = action.capture();
    IncidentState state = incident.state();
    return rule != null
            && capture != null
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
        action.state().name(),
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
