package dev.aceiro.web.api;

import dev.aceiro.activities.store.Captures;
import dev.aceiro.activities.store.Communication;
import dev.aceiro.activities.store.IncidentDetail;
import dev.aceiro.activities.store.IncidentReadModel;
import dev.aceiro.activities.store.Page;
import dev.aceiro.activities.store.RecordedEntry;
import dev.aceiro.web.api.DecisionOffer.FieldForm;
import dev.aceiro.web.api.IncidentView.ActionView;
import dev.aceiro.web.api.IncidentView.AlarmView;
import dev.aceiro.web.api.IncidentView.AskerView;
import dev.aceiro.web.api.IncidentView.CaptureView;
import dev.aceiro.web.api.IncidentView.CheckView;
import dev.aceiro.web.api.IncidentView.ClockView;
import dev.aceiro.web.api.IncidentView.CommunicationView;
import dev.aceiro.web.api.IncidentView.DeadlineView;
import dev.aceiro.web.api.IncidentView.DifferenceView;
import dev.aceiro.web.api.IncidentView.EntryView;
import dev.aceiro.web.api.IncidentView.HoldView;
import dev.aceiro.web.api.IncidentView.PostmortemView;
import dev.aceiro.web.api.IncidentView.ReadingView;
import dev.aceiro.web.api.IncidentView.SuggestionView;
import dev.aceiro.web.api.IncidentView.TargetsView;
import dev.aceiro.web.api.IncidentView.TimelineView;
import dev.aceiro.web.api.IncidentView.WaitingUpdateView;
import dev.aceiro.web.incident.Suggestions;
import dev.aceiro.web.problem.ProblemDetails;
import dev.aceiro.web.words.Words;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.communication.Previews;
import dev.aceiro.workflows.communication.WaitingUpdate;
import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.Approval;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.Unexplained;
import dev.aceiro.workflows.incident.Actor;
import dev.aceiro.workflows.incident.Decisions;
import dev.aceiro.workflows.incident.EntryCode;
import dev.aceiro.workflows.incident.Incident;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.incident.Refusal;
import dev.aceiro.workflows.incident.StandingHold;
import dev.aceiro.workflows.playbook.Check;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.playbook.SuggestedAction;
import dev.aceiro.workflows.policy.ApprovalRule;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.postmortem.Postmortem;
import dev.aceiro.workflows.recovery.CheckResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows recorded incidents to whoever asks over HTTP. */
@Component
class IncidentViews {
  /** How many timeline entries a whole incident shows at first. */
  static final int TIMELINE = 100;

  private static final int PAGES_WITH_A_DRAFT = 10;

  private final IncidentReadModel record;
  private final Words words;
  private final Previews previews;
  private final Suggestions suggestions;

  IncidentViews(IncidentReadModel record, Words words, Previews previews, Suggestions suggestions) {
    this.record = record;
    this.words = words;
    this.previews = previews;
    this.suggestions = suggestions;
  }

  IncidentView view(
      IncidentDetail detail, boolean pending, Actor actor, Instant now, Locale locale) {
    IncidentState state = detail.state();
    ResponsePlan plan = detail.plan();
    Incident incident = new Incident(state, plan);
    return new IncidentView(
        state.id(),
        state.profile(),
        plan.organisation(),
        state.revision(),
        pending,
        new AskerView(actor.person(), actor.roles()),
        state.title(),
        state.stage(),
        state.severity(),
        state.worstSeverity(),
        state.scenario(),
        state.environment(),
        state.services(),
        state.zones(),
        state.namespaces(),
        state.drill(),
        plan.speed(),
        state.falseAlarm(),
        state.episode(),
        state.openedBy(),
        state.follows(),
        state.receivedAt(),
        state.startedAt(),
        state.acknowledgedAt(),
        state.acknowledgedBy(),
        state.containedAt(),
        state.resolvedAt(),
        state.observationEndedAt(),
        state.closedAt(),
        state.flags(),
        state.effects(),
        state.roles(),
        alarms(state),
        clocks(incident, now),
        deadlines(incident),
        incident.playbook(),
        suggestions(incident, locale),
        checks(incident),
        incident.standingHolds().stream().map(IncidentViews::hold).toList(),
        actions(incident, now, locale),
        targets(state),
        incident.keepsOpen(),
        timeline(state.id(), true, null, TIMELINE, locale),
        record.communications(state.id()).stream().map(IncidentViews::communication).toList(),
        waitingUpdate(incident, now),
        postmortem(state),
        decisions(incident, actor, now, locale));
  }

  private List<SuggestionView> suggestions(Incident incident, Locale locale) {
    Playbook playbook = incident.playbook();
    if (playbook == null || playbook.actions().isEmpty()) {
      return List.of();
    }
    Suggestions.Filler filler = suggestions.of(incident.state());
    List<SuggestionView> views = new ArrayList<>();
    for (SuggestedAction step : playbook.actions()) {
      views.add(
          new SuggestionView(
              step.type(),
              filler.fill(step.type(), step.parameters()),
              why(incident.waits(views.size()), locale)));
    }
    return views;
  }

  TimelineView timeline(
      String incident, boolean newestFirst, @Nullable String cursor, int limit, Locale locale) {
    Page<RecordedEntry> page = record.timeline(incident, newestFirst, cursor, limit);
    return new TimelineView(
        page.items().stream().map(entry -> entry(entry, locale)).toList(), page.next());
  }

  /** What the asker may say, in the order in which a form offers it. */
  List<DecisionOffer> decisions(Incident incident, Actor actor, Instant now, Locale locale) {
    return Decisions.offered(incident, actor, now).stream()
        .map(
            offered ->
                new DecisionOffer(
                    offered.decision().id(),
                    offered.allowed(),
                    why(offered.why(), locale),
                    offered.decision().fields().stream()
                        .map(
                            field ->
                                new FieldForm(
                                    field.name(),
                                    field.type().name(),
                                    field.required(),
                                    field.maxLength(),
                                    field.choices().apply(incident)))
                        .toList()))
        .toList();
  }

  private @Nullable Saying why(@Nullable Refusal refusal, Locale locale) {
    return refusal == null
        ? null
        : new Saying(
            ProblemDetails.wire(refusal.code().name()),
            refusal.params(),
            words.say("refusal." + refusal.code(), refusal.params(), locale));
  }

  private static List<AlarmView> alarms(IncidentState state) {
    return state.alarms().values().stream()
        .map(
            alarm ->
                new AlarmView(
                    alarm.key(), alarm.name(), alarm.state(), alarm.firstAt(), alarm.changedAt()))
        .toList();
  }

  private static List<ClockView> clocks(Incident incident, Instant now) {
    return incident.clocks().stream()
        .map(
            clock ->
                new ClockView(
                    clock.id(),
                    clock.anchor(),
                    clock.due(),
                    clock.metAt(),
                    clock.look(now),
                    clock.source()))
        .toList();
  }

  private static List<DeadlineView> deadlines(Incident incident) {
    return incident.agenda().stream()
        .map(
            deadline ->
                new DeadlineView(
                    deadline.id().rule(),
                    deadline.kind(),
                    deadline.due(),
                    deadline.id().recipient(),
                    deadline.via(),
                    deadline.source()))
        .toList();
  }

  private static List<CheckView> checks(Incident incident) {
    return incident.checkList().stream().map(check -> check(check, incident.state())).toList();
  }

  private static CheckView check(Check check, IncidentState state) {
    CheckResult result = state.checks().get(check.id());
    return result == null
        ? new CheckView(
            check.id(), check.kind(), check.title(), "OPEN", null, null, null, new TreeMap<>())
        : new CheckView(
            check.id(),
            check.kind(),
            check.title(),
            result.state().name(),
            result.by(),
            result.at(),
            result.code(),
            result.params());
  }

  private static HoldView hold(StandingHold hold) {
    return new HoldView(
        hold.hold(),
        hold.scenario(),
        hold.flags(),
        hold.liftedBy(),
        hold.said(),
        hold.missing(),
        hold.evidence(),
        hold.taken(),
        hold.lifted(),
        hold.source(),
        hold.asked(),
        hold.since());
  }

  private List<ActionView> actions(Incident incident, Instant now, Locale locale) {
    IncidentState state = incident.state();
    if (state.actions().isEmpty()) {
      return List.of();
    }
    List<Captures.Captured> captures = record.captures(state.id());
    return state.actions().stream()
        .map(action -> action(action, incident, captures, why(incident.held(action), locale), now))
        .toList();
  }

  private static ActionView action(
      Action action,
      Incident incident,
      List<Captures.Captured> captures,
      @Nullable Saying held,
      Instant now) {
    IncidentState state = incident.state();
    ResponsePlan plan = incident.plan();
    Capture capture = action.capture();
    ApprovalRule rule = capture == null ? null : plan.approval(capture.risk());
    return new ActionView(
        action.id(),
        action.type(),
        action.parameters(),
        action.reason(),
        action.proposedBy(),
        action.proposedAt(),
        action.state().name(),
        action.state().settled(),
        state.leftInPlace(action),
        capture == null ? null : capture(action, capture, captures),
        action.approvals(),
        rule == null ? null : incident.approvalsNeeded(action),
        rule == null ? List.of() : rule.roles(),
        capture == null
            ? null
            : expiry(capture.digest(), action.approvals(), plan.approvalValidFor(), now),
        action.attempts(),
        action.appliedAt(),
        action.code(),
        action.params(),
        held);
  }

  private static TargetsView targets(IncidentState state) {
    return new TargetsView(
        state.baseline().stream()
            .map(
                one ->
                    new ReadingView(
                        one.step().type(),
                        one.target(),
                        one.state(),
                        one.values(),
                        one.code(),
                        one.at()))
            .toList(),
        !state.surveyOrders().isEmpty(),
        state.surveyedAt(),
        state.unexplained().stream().map(IncidentViews::difference).toList());
  }

  private static DifferenceView difference(Unexplained one) {
    return new DifferenceView(
        one.id(),
        one.found().target(),
        one.found().name(),
        one.found().before(),
        one.found().after(),
        one.found().code(),
        one.state(),
        one.foundAt(),
        one.by(),
        one.reason(),
        one.action());
  }

  /** When the first of the approvals that count now counts no longer (UTC); null without one. */
  static @Nullable Instant expiry(
      String digest, List<Approval> approvals, Duration validFor, Instant now) {
    return approvals.stream()
        .filter(approval -> approval.digest().equals(digest))
        .map(approval -> approval.at().plus(validFor))
        .filter(now::isBefore)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static CaptureView capture(
      Action action, Capture capture, List<Captures.Captured> captures) {
    Optional<Captures.Captured> kept =
        captures.stream()
            .filter(c -> c.action().equals(action.id()) && c.digest().equals(capture.digest()))
            .findFirst();
    return new CaptureView(
        capture.digest(),
        capture.target(),
        capture.risk().name(),
        capture.undoable(),
        capture.facts(),
        kept.map(Captures.Captured::diff).orElse(null),
        capture.capturedAt(),
        capture.nature());
  }

  private EntryView entry(RecordedEntry entry, Locale locale) {
    return new EntryView(
        entry.sequence(),
        entry.occurredAt(),
        entry.recordedAt(),
        entry.code(),
        entry.params(),
        entry.by(),
        entry.via(),
        words.say("entry." + entry.code(), entry.params(), locale));
  }

  private static CommunicationView communication(Communication sent) {
    return new CommunicationView(
        sent.code(),
        sent.recipient(),
        sent.channel(),
        sent.person(),
        sent.state(),
        sent.page(),
        sent.dueAt(),
        sent.settledAt(),
        sent.error(),
        sent.words());
  }

  private @Nullable WaitingUpdateView waitingUpdate(Incident incident, Instant now) {
    WaitingUpdate waiting = incident.state().waitingUpdate();
    Message message = incident.previewWaiting(now);
    if (waiting == null || message == null) {
      return null;
    }
    Previews.Preview text = previews.of(message);
    return new WaitingUpdateView(
        waiting.id(),
        waiting.audience(),
        waiting.template(),
        waiting.fields(),
        text.subject(),
        text.body(),
        waiting.by(),
        waiting.at(),
        waiting.approvers(),
        incident.toldOfUpdates());
  }

  private PostmortemView postmortem(IncidentState state) {
    Postmortem postmortem = state.postmortem();
    return new PostmortemView(
        postmortem.mandatory(),
        postmortem.complete(),
        postmortem.draftAt(),
        postmortem.draftAt() == null ? null : lastDraft(state.id()),
        postmortem.reviewAt(),
        postmortem.reviewedBy(),
        postmortem.items());
  }

  private @Nullable String lastDraft(String incident) {
    String cursor = null;
    for (int page = 0; page < PAGES_WITH_A_DRAFT; page++) {
      Page<RecordedEntry> entries =
          record.timeline(incident, true, cursor, IncidentReadModel.LARGEST_PAGE);
      for (RecordedEntry entry : entries.items()) {
        if (entry.code().equals(EntryCode.DRAFT_SUBMITTED.name())) {
          return entry.params().get("text");
        }
      }
      cursor = entries.next();
      if (cursor == null) {
        return null;
      }
    }
    return null;
  }
}
