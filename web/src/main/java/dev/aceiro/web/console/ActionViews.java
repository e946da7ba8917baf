package dev.aceiro.web.console;

import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.Approval;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.incident.Actor;
import dev.aceiro.workflows.incident.Body;
import dev.aceiro.workflows.incident.DecisionRequest;
import dev.aceiro.workflows.incident.Incident;
import dev.aceiro.workflows.incident.Refusal;
import dev.aceiro.workflows.playbook.Playbook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ledger in words, with what may be said of each entry. */
final class ActionViews {
  private static final int TITLE = 90;

  private final Incident incident;
  private final Actor actor;
  private final Reader reader;
  private final Names names;
  private final Forms forms;
  private final Function<Action, String> differences;

  /**
   * @param differences the redacted difference of a captured action; empty where there is none
   */
  ActionViews(
      Incident incident,
      Actor actor,
      Reader reader,
      Names names,
      Forms forms,
      Function<Action, String> differences) {
    this.incident = incident;
    this.actor = actor;
    this.reader = reader;
    this.names = names;
    this.forms = forms;
    this.differences = differences;
  }

  /** All entries: what waits for somebody first, then the latest first. */
  List<ActionView> all() {
    return incident.state().actions().stream()
        .sorted(
            Comparator.comparingInt((Action action) -> urgency(action.state()))
                .thenComparing(Action::proposedAt, Comparator.reverseOrder()))
        .map(this::view)
        .toList();
  }

  private static int urgency(ActionState state) {
    return switch (state) {
      case OUTCOME_UNKNOWN, UNDO_FAILED -> 0;
      case WAITING, WITH_PERSON, UNDO_WITH_PERSON -> 1;
      case CAPTURING, APPLYING, UNDOING -> 2;
      default -> state.settled() ? 4 : 3;
    };
  }

  /** Why a code stands where it stands. */
  static @Nullable String why(String code, Map<String, String> params, Reader reader) {
    String key = "why." + code;
    return reader.knows(key) ? reader.say(key, params) : code;
  }

  ActionView view(Action action) {
    Capture capture = action.capture();
    List<Approval> standing = standing(action);
    int needed = capture == null ? 0 : incident.approvalsNeeded(action);
    List<ActionView.Line> diff = diff(action);
    return new ActionView(
        action.id(),
        action.type(),
        title(action),
        badge(action, standing.size(), needed),
        look(action.state()),
        capture == null ? null : reader.word("risk", capture.risk().name()),
        capture == null ? null : reader.say(capture.undoable() ? "undo.possible" : "undo.not"),
        diff,
        facts(action, !diff.isEmpty()),
        story(action, standing),
        explained(action),
        forms(action),
        capture != null && capture.nature() == Nature.EVIDENCE,
        held(action),
        blocked(action));
  }

  /** The playbook's title where what it states is in it, else what the type is called. */
  String title(Action action) {
    return title(action.type(), action.parameters());
  }

  private String title(String type, Map<String, String> parameters) {
    Playbook playbook = incident.playbook();
    if (playbook != null) {
      for (var suggested : playbook.actions()) {
        if (suggested.type().equals(type)
            && parameters.entrySet().containsAll(suggested.parameters().entrySet())) {
          return suggested.title();
        }
      }
    }
    String instruction = parameters.get("instruction");
    if (instruction != null) {
      return instruction.length() > TITLE ? instruction.substring(0, TITLE - 1) + "…" : instruction;
    }
    return reader.word("action-type", type);
  }

  private String badge(Action action, int standing, int needed) {
    return action.state() == ActionState.WAITING
        ? reader.say("action.waits", "left", Math.max(0, needed - standing), "needed", needed)
        : reader.word("action-state", action.state().name());
  }

  static String look(ActionState state) {
    return switch (state) {
      case APPLIED, NOTHING_TO_UNDO, ALREADY, UNDONE -> "ok";
      case WAITING, WITH_PERSON, UNDO_WITH_PERSON, ACHIEVED_CAUSE_UNPROVEN -> "warn";
      case OUTCOME_UNKNOWN, FAILED, UNDO_FAILED -> "bad";
      case CAPTURING, APPLYING, UNDOING -> "busy";
      case REJECTED, WITHDRAWN, WAIVED -> "quiet";
    };
  }

  private List<ActionView.Line> diff(Action action) {
    if (action.capture() == null) {
      return List.of();
    }
    return differences
        .apply(action)
        .lines()
        .map(
            line ->
                new ActionView.Line(
                    switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                      case '+' -> "add";
                      case '-' -> "del";
                      case '@' -> "at";
                      case '>' -> "call";
                      default -> "same";
                    },
                    line))
        .toList();
  }

  /** What the difference does not say: all of it where there is none, warnings always. */
  private List<EntryView.Detail> facts(Action action, boolean difference) {
    List<EntryView.Detail> facts = new ArrayList<>();
    Capture capture = action.capture();
    if (capture != null && difference) {
      capture
          .facts()
          .forEach(
              (name, value) -> {
                if (name.startsWith("warning.")) {
                  facts.add(new EntryView.Detail(reader.word("capture-fact", name), value));
                }
              });
      return facts;
    }
    if (capture != null && !capture.target().isBlank()) {
      facts.add(new EntryView.Detail(reader.word("param", "target"), capture.target()));
    }
    action
        .parameters()
        .forEach((name, value) -> facts.add(new EntryView.Detail(parameter(name), value)));
    if (capture != null) {
      capture
          .facts()
          .forEach(
              (name, value) ->
                  facts.add(new EntryView.Detail(reader.word("capture-fact", name), value)));
    }
    return facts;
  }

  private String parameter(String name) {
    return reader.knows("field." + name) ? reader.say("field." + name) : name;
  }

  private List<String> story(Action action, List<Approval> standing) {
    List<String> story = new ArrayList<>();
    story.add(
        reader.say(
            "action.proposed",
            "person",
            names.person(action.proposedBy()),
            "time",
            reader.time(action.proposedAt()),
            "reason",
            action.reason()));
    Capture capture = action.capture();
    if (capture != null && !action.state().settled()) {
      story.add(reader.say("action.captured", "time", reader.time(capture.capturedAt())));
    }
    List<Approval> shown = action.state() == ActionState.WAITING ? standing : action.approvals();
    if (!shown.isEmpty()) {
      story.add(
          reader.say(
              "action.approved",
              "people",
              shown.stream().map(this::approver).collect(Collectors.joining(", "))));
    }
    if (action.state() == ActionState.WAITING && !standing.isEmpty()) {
      Instant until = standing.getFirst().at().plus(incident.plan().approvalValidFor());
      story.add(reader.say("action.counts", "time", reader.time(until)));
    }
    Instant applied = action.appliedAt();
    if (applied != null) {
      story.add(reader.say("action.applied", "time", reader.time(applied)));
    }
    if (incident.state().leftInPlace(action)) {
      story.add(reader.say("action.left-in-place"));
    }
    return story;
  }

  private String approver(Approval approval) {
    Approval.Policy policy = approval.policy();
    return policy == null
        ? names.person(approval.person())
        : reader.say(
            "action.approved.policy",
            "severity",
            policy.severity(),
            "risk",
            reader.word("risk", policy.risk().name()),
            "source",
            policy.source());
  }

  private @Nullable String explained(Action action) {
    return switch (action.code()) {
      case "PROPOSED", "CAPTURED", "APPROVED", "APPLIED", "UNDOING", "UNDONE" -> null;
      default -> {
        Map<String, String> params = new TreeMap<>(action.params());
        yield why(action.code(), params, reader);
      }
    };
  }

  private List<FormView> forms(Action action) {
    String id = action.id();
    List<FormView> said = new ArrayList<>();
    switch (action.state()) {
      case WAITING -> {
        if (blocked(action) == null) {
          said.add(approve(action, "ledger"));
        }
        add(said, "reject-action", id);
        add(said, "withdraw-action", id);
      }
      case CAPTURING -> {
        add(said, "reject-action", id);
        add(said, "withdraw-action", id);
      }
      case WITH_PERSON, UNDO_WITH_PERSON -> add(said, "report-manual-action", id);
      case OUTCOME_UNKNOWN -> {
        add(said, "retry-action", id);
        add(said, "waive-undo", id);
      }
      case APPLIED, ACHIEVED_CAUSE_UNPROVEN, UNDO_FAILED -> {
        add(said, "undo-action", id);
        add(said, "waive-undo", id);
      }
      default -> {}
    }
    return said;
  }

  private void add(List<FormView> said, String decision, String action) {
    if (refused(decision, "action", action, "reason", "?", "outcome", "done", "text", "?")
        == null) {
      said.add(forms.of(decision, "ledger").about("action", action).done());
    }
  }

  /** The form that approves just the difference that is shown. */
  FormView approve(Action action, String place) {
    Capture capture = action.capture();
    return forms
        .of("approve-action", place)
        .about("action", action.id())
        .fixed("digest", capture == null ? "" : capture.digest())
        .main()
        .done();
  }

  /** Which hold keeps from happening to it what would be next, in words; null where none does. */
  private @Nullable String held(Action action) {
    Refusal refusal = incident.held(action);
    return refusal == null ? null : forms.refusal(refusal);
  }

  /**
   * Why the asker may not approve a waiting action, or not undo one that is in force, in words;
   * null where they may.
   */
  @Nullable String blocked(Action action) {
    Capture capture = action.capture();
    if (capture == null) {
      return null;
    }
    Refusal refusal = null;
    if (action.state() == ActionState.WAITING) {
      refusal = refused("approve-action", "action", action.id(), "digest", capture.digest());
    } else if (action.state().inForce()) {
      refusal = refused("undo-action", "action", action.id(), "reason", "?");
    }
    return refusal == null ? null : forms.refusal(refusal);
  }

  /** Asks the incident itself, without telling it. */
  private @Nullable Refusal refused(String decision, Object... said) {
    var known = dev.aceiro.workflows.incident.Decisions.find(decision);
    Body body = Body.of(said);
    if (known != null) {
      body.values()
          .keySet()
          .removeIf(name -> known.fields().stream().noneMatch(f -> f.name().equals(name)));
    }
    return incident.refuse(new DecisionRequest("-", decision, body, "-", actor), reader.now());
  }

  private List<Approval> standing(Action action) {
    Capture capture = action.capture();
    return action.approvals().stream()
        .filter(approval -> capture != null && approval.digest().equals(capture.digest()))
        .filter(
            approval ->
                reader.now().isBefore(approval.at().plus(incident.plan().approvalValidFor())))
        .toList();
  }
}
