package dev.aceiro.web.console;

import dev.aceiro.web.console.IncidentView.CheckView;
import dev.aceiro.web.console.IncidentView.ItemView;
import dev.aceiro.web.console.IncidentView.Question;
import dev.aceiro.web.console.IncidentView.Suggestion;
import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.Unexplained;
import dev.aceiro.workflows.estate.Filled;
import dev.aceiro.workflows.incident.Incident;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.incident.OpenReason;
import dev.aceiro.workflows.incident.Refusal;
import dev.aceiro.workflows.playbook.Check;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.playbook.SuggestedAction;
import dev.aceiro.workflows.policy.Milestone;
import dev.aceiro.workflows.policy.Stage;
import dev.aceiro.workflows.postmortem.Postmortem;
import dev.aceiro.workflows.recovery.CheckResult;
import dev.aceiro.workflows.recovery.CheckState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the one question that waits for an answer, and what one needs to answer it. */
final class Questions {
  private final IncidentViews views;
  private final Postmortems postmortems;
  private final Incident incident;
  private final IncidentState state;
  private final Reader reader;

  Questions(IncidentViews views, Postmortems postmortems) {
    this.views = views;
    this.postmortems = postmortems;
    this.incident = views.incident();
    this.state = incident.state();
    this.reader = views.reader();
  }

  /** The most urgent one. */
  Question ask() {
    if (state.stage() == Stage.CLOSED) {
      return closed();
    }
    boolean responding = state.resolvedAt() == null;
    if (responding && state.acknowledgedAt() == null) {
      return acknowledge();
    }
    Optional<Action> waiting =
        first(ActionState.OUTCOME_UNKNOWN)
            .or(() -> first(ActionState.WAITING))
            .or(() -> first(ActionState.WITH_PERSON))
            .or(() -> first(ActionState.UNDO_WITH_PERSON));
    if (waiting.isPresent()) {
      return about(waiting.get());
    }
    return switch (state.stage()) {
      case DETECT, TRIAGE -> triage();
      case CONTAIN -> contain();
      case RECOVER -> recover();
      default -> afterwards();
    };
  }

  private Optional<Action> first(ActionState wanted) {
    return state.actions().stream().filter(action -> action.state() == wanted).findFirst();
  }

  // ---- response ----

  private Question acknowledge() {
    String kind = state.episode() > 1 ? "acknowledge.again" : "acknowledge";
    Draft question = new Draft(kind, "severity", state.severity());
    question.line("now.acknowledge.why");
    question.playbook();
    question.answer("acknowledge", false);
    question.other("triage");
    question.other("false-alarm");
    question.other("progress");
    return question.done();
  }

  private Question triage() {
    Draft question = new Draft("triage");
    question.playbook();
    question.answer("triage", true);
    question.other("false-alarm");
    question.other("progress");
    return question.done();
  }

  private Question about(Action action) {
    String title = views.ledger().title(action);
    ActionView view = views.ledger().view(action);
    Draft question =
        switch (action.state()) {
          case OUTCOME_UNKNOWN -> new Draft("unknown", "title", title);
          case WAITING -> new Draft("approve", "title", title);
          case WITH_PERSON -> new Draft("manual", "title", title);
          default -> new Draft("manual.undo", "title", title);
        };
    question.action = view;
    question.playbook();
    switch (action.state()) {
      case OUTCOME_UNKNOWN -> {
        question.line("now.unknown.why");
        question.answerAbout("retry-action", action);
        question.otherAbout("waive-undo", action);
      }
      case WAITING -> {
        String blocked = view.blocked();
        if (blocked == null) {
          question.answer = views.ledger().approve(action, "now");
        } else {
          question.why = blocked;
        }
        question.otherAbout("reject-action", action);
      }
      default -> {
        String instruction = action.parameters().get("instruction");
        if (instruction != null) {
          question.lines.add(instruction);
        }
        question.answerAbout("report-manual-action", action);
      }
    }
    question.other("progress");
    if (state.stage() == Stage.DETECT || state.stage() == Stage.TRIAGE) {
      question.other("triage");
    }
    return question.done();
  }

  private Question contain() {
    List<Action> underWay =
        state.actions().stream()
            .filter(a -> a.state() == ActionState.CAPTURING || a.state() == ActionState.APPLYING)
            .toList();
    boolean acted = state.actions().stream().anyMatch(this::tookEffectThisEpisode);
    Draft question = new Draft(acted ? "contained" : underWay.isEmpty() ? "contain" : "working");
    for (Action action : underWay) {
      question.lines.add(
          reader.say(
              "now.under-way",
              "title",
              views.ledger().title(action),
              "state",
              reader.word("action-state", action.state().name())));
    }
    question.playbook();
    question.suggest();
    if (acted) {
      question.answer("mark-contained", true);
    } else {
      question.other("mark-contained");
    }
    question.other("progress");
    return question.done();
  }

  private boolean tookEffectThisEpisode(Action action) {
    Instant applied = action.appliedAt();
    return applied != null && !applied.isBefore(state.episodeStartedAt());
  }

  private Question recover() {
    List<CheckView> checks = checks();
    long clear = state.checks().values().stream().filter(c -> c.state().clears()).count();
    boolean all = clear == state.checks().size();
    Draft question =
        all
            ? new Draft("recovered")
            : new Draft("checks", "clear", clear, "all", state.checks().size());
    question.checks = checks;
    if (all) {
      question.answer("declare-recovered", true);
    }
    question.other("progress");
    return question.done();
  }

  private List<CheckView> checks() {
    return incident.checkList().stream()
        .filter(check -> state.checks().containsKey(check.id()))
        .map(this::check)
        .toList();
  }

  private CheckView check(Check check) {
    CheckResult result = state.checks().get(check.id());
    if (result == null) {
      throw new IllegalStateException("no result of " + check.id());
    }
    List<FormView> answers = new ArrayList<>();
    boolean byPeople = check.kind().equals(Check.CHECKLIST);
    if (views.allowed("answer-check") && !result.state().clears()) {
      if (byPeople) {
        answers.add(answer(check, "passed"));
        if (result.state() != CheckState.FAILED) {
          answers.add(answer(check, "failed"));
        }
      } else if (check.automatic() && result.state() != CheckState.RUNNING) {
        answers.add(answer(check, "run"));
      }
    }
    boolean overridable = !result.state().clears() && views.allowed("override-check");
    return new CheckView(
        check.id(),
        views.names().check(check.id()),
        reader.word("check-state", result.state().name()),
        switch (result.state()) {
          case PASSED -> "ok";
          case FAILED -> "bad";
          case OVERRIDDEN -> "warn";
          case RUNNING -> "busy";
          case OPEN -> "";
        },
        switch (result.state()) {
          case PASSED -> "✓";
          case FAILED -> "!";
          case OVERRIDDEN -> "~";
          case RUNNING -> "◔";
          case OPEN -> "○";
        },
        found(result),
        answers,
        overridable
            ? views.forms().of("override-check", "check").about("check", check.id()).done()
            : null);
  }

  private FormView answer(Check check, String outcome) {
    return views
        .forms()
        .of("answer-check", "check")
        .about("check", check.id())
        .about("outcome", outcome)
        .submit(reader.say("check.answer." + outcome))
        .done();
  }

  private @Nullable String found(CheckResult result) {
    String key = "check-found." + result.code();
    if (result.code().equals("OPEN") || !reader.knows(key)) {
      return null;
    }
    return reader.say(key, result.params())
        + (result.by().equals("aceiro") ? "" : " · " + views.names().person(result.by()));
  }

  // ---- afterwards ----

  private Question afterwards() {
    Postmortem postmortem = state.postmortem();
    if (postmortem.mandatory() && postmortem.draftAt() == null) {
      Draft question = new Draft("draft");
      question.line("now.draft.why");
      question.answer = views.allowed("submit-draft") ? postmortems.submit("now", true) : null;
      question.why = views.why("submit-draft");
      return question.done();
    }
    if (postmortem.mandatory()
        && postmortem.reviewAt() == null
        && views.allowed("complete-review")) {
      Draft question = new Draft("review");
      question.line("now.review.why");
      question.answer = postmortems.review("now", true);
      return question.done();
    }
    Optional<Action> owed =
        state.actions().stream().filter(action -> action.state().inForce()).findFirst();
    if (owed.isPresent()) {
      return owed(owed.get());
    }
    if (state.unexplained().stream().anyMatch(one -> one.state() == Unexplained.State.OPEN)) {
      Draft question = new Draft("differences");
      question.line("now.differences.why");
      return question.done();
    }
    List<ItemView> open = postmortems.items().stream().filter(ItemView::open).toList();
    if (!open.isEmpty()) {
      Draft question = new Draft("items", "n", open.size());
      question.items = open;
      return question.done();
    }
    return waiting(postmortem);
  }

  private Question owed(Action action) {
    Draft question = new Draft("owed", "title", views.ledger().title(action));
    question.action = views.ledger().view(action);
    question.line("now.owed.why");
    question.otherAbout("undo-action", action);
    question.otherAbout("waive-undo", action);
    return question.done();
  }

  private Question waiting(Postmortem postmortem) {
    Draft question = new Draft("wait");
    Instant resolved = state.resolvedAt();
    if (resolved != null && state.observing()) {
      Instant until = resolved.plus(incident.plan().observation().max());
      question.lines.add(reader.say("now.wait.observation", "time", reader.minute(until)));
    }
    if (resolved != null && postmortem.mandatory() && postmortem.reviewAt() == null) {
      Milestone review = incident.plan().postmortem().review();
      Instant opens = review == null ? null : review.opens(postmortem, resolved);
      if (opens != null) {
        question.lines.add(reader.say("now.wait.review", "time", reader.minute(opens)));
      }
    }
    for (OpenReason reason : incident.keepsOpen()) {
      question.line("keeps-open." + reason.name());
    }
    if (views.allowed("end-observation")) {
      question.other("end-observation");
    } else if (state.observing()) {
      question.why = views.why("end-observation");
    }
    question.other("reopen");
    return question.done();
  }

  private Question closed() {
    Draft question = new Draft(state.falseAlarm() ? "closed.false" : "closed");
    String duration = views.duration();
    if (duration != null) {
      question.lines.add(reader.say("now.closed.duration", "length", duration));
    }
    long open = state.actions().size();
    if (open > 0) {
      question.lines.add(reader.say("now.closed.ledger", "n", open));
    }
    return question.done();
  }

  /** A question in the making. */
  private final class Draft {
    private final String kind;
    private final String ask;
    private final List<String> lines = new ArrayList<>();
    private final List<FormView> others = new ArrayList<>();
    private @Nullable Playbook playbook;
    private @Nullable ActionView action;
    private List<CheckView> checks = Collections.emptyList();
    private List<Suggestion> suggestions = Collections.emptyList();
    private List<ItemView> items = Collections.emptyList();
    private @Nullable FormView answer;
    private @Nullable String why;

    Draft(String kind, Object... params) {
      this.kind = kind;
      this.ask = reader.say("now." + kind + ".ask", params);
    }

    void line(String code) {
      lines.add(reader.say(code));
    }

    void playbook() {
      playbook = incident.playbook();
    }

    void answer(String decision, boolean main) {
      if (views.allowed(decision)) {
        answer = views.form(decision, "now").main().open(main).done();
      } else {
        why = views.why(decision);
      }
    }

    void answerAbout(String decision, Action about) {
      if (views.allowed(decision)) {
        answer = views.form(decision, "now").about("action", about.id()).main().done();
      } else {
        why = views.why(decision);
      }
    }

    void other(String decision) {
      if (views.allowed(decision)) {
        others.add(views.form(decision, "now").done());
      }
    }

    void otherAbout(String decision, Action about) {
      if (views.allowed(decision)) {
        others.add(views.form(decision, "now").about("action", about.id()).done());
      }
    }

    void suggest() {
      if (playbook == null) {
        return;
      }
      if (state.services().isEmpty() && !playbook.actions().isEmpty()) {
        line("now.no-service");
      }
      suggestions = playbook.actions().stream().map(this::suggestion).toList();
    }

    private Suggestion suggestion(SuggestedAction suggested) {
      List<Filled> filled = views.filled(suggested.type(), suggested.parameters());
      SortedMap<String, String> parameters = new TreeMap<>();
      filled.forEach(
          one -> parameters.put(one.parameter(), one.value() == null ? "" : one.value()));
      parameters.values().removeIf(String::isEmpty);
      boolean complete = filled.stream().allMatch(one -> one.value() != null);
      boolean again =
          state.actions().stream()
              .anyMatch(
                  done ->
                      done.type().equals(suggested.type()) && done.parameters().equals(parameters));
      return new Suggestion(
          suggested.title(),
          suggested.type(),
          filled.stream()
              .filter(one -> !one.parameter().equals("instruction"))
              .map(this::inShort)
              .collect(Collectors.joining(" · ")),
          complete && views.allowed("propose-action") ? propose(suggested, parameters) : null,
          Proposal.href(views, suggested.type(), suggested.parameters()),
          again,
          waits(suggested),
          suggested.note(),
          suggested.deviation());
    }

    private @Nullable String waits(SuggestedAction suggested) {
      Refusal why = playbook == null ? null : incident.waits(playbook.actions().indexOf(suggested));
      return why == null ? null : views.forms().refusal(why);
    }

    private String inShort(Filled filled) {
      String value = filled.value() == null ? reader.say("filled.asked") : filled.value();
      String origin = filled.from() == Filled.From.PLAYBOOK ? "" : views.origin(filled);
      return filled.parameter() + " " + value + (origin.isEmpty() ? "" : " (" + origin + ")");
    }

    private FormView propose(SuggestedAction suggested, SortedMap<String, String> parameters) {
      int place = playbook == null ? 0 : playbook.actions().indexOf(suggested);
      return views
          .forms()
          .of("propose-action", "now-" + place)
          .fixed("type", suggested.type())
          .fixed(
              "reason",
              reader.say(
                  "propose.reason",
                  "playbook",
                  playbook == null ? "" : playbook.title(),
                  "title",
                  suggested.title()))
          .alongside("parameters", parameters)
          .done();
    }

    Question done() {
      Playbook shown = playbook;
      return new Question(
          kind,
          ask,
          lines,
          shown == null ? null : shown.title(),
          shown == null ? List.of() : shown.hints(),
          shown == null ? List.of() : shown.falsePositives(),
          shown == null ? Guidance.NONE : views.guidance(shown),
          action,
          checks,
          suggestions,
          items,
          answer,
          others,
          why);
    }
  }
}
