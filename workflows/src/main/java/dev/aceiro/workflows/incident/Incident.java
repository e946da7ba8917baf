package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.alarm.Alarm;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.communication.Deliveries;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.communication.WaitingUpdate;
import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.ActionReport;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Reading;
import dev.aceiro.workflows.containment.SurveyOrder;
import dev.aceiro.workflows.containment.SwitchEvent;
import dev.aceiro.workflows.playbook.Check;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.policy.ActionOutcome;
import dev.aceiro.workflows.policy.Agenda;
import dev.aceiro.workflows.policy.ApprovalRule;
import dev.aceiro.workflows.policy.Clock;
import dev.aceiro.workflows.policy.Deadline;
import dev.aceiro.workflows.policy.Milestone;
import dev.aceiro.workflows.policy.Occurrence;
import dev.aceiro.workflows.policy.RaiseRule;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Stage;
import dev.aceiro.workflows.policy.UpdateTemplate;
import dev.aceiro.workflows.postmortem.ActionItem;
import dev.aceiro.workflows.postmortem.Postmortem;
import dev.aceiro.workflows.recovery.CheckResult;
import dev.aceiro.workflows.recovery.CheckState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The incident itself: every way its state changes, without a clock, a thread or an engine. The
 * workflow drives it, the simulation drives it, and a reader asks it what may be decided.
 */
public final class Incident {
  /** The flag that says that the cause is known. */
  private static final String CAUSE_FOUND = "CAUSE_FOUND";

  private static final int ALARMS_KEPT = 200;
  private static final int INBOX_KEPT = 500;
  private static final int TAKEN_KEPT = 64;
  private static final int OCCURRENCES_KEPT = 200;
  private static final int OUTCOMES_KEPT = 100;

  private final IncidentState state;
  private final ResponsePlan plan;
  private final Journal journal;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Targets targets;
  private final Holds holds;
  private final Steps steps;

  /** An incident in that state, under that plan. */
  public Incident(IncidentState state, ResponsePlan plan) {
    this(state, plan, new Journal(List.of(), List.of(), state.revision));
  }

  Incident(IncidentState state, ResponsePlan plan, Journal journal) {
    this.state = Upcasters.toCurrent(state);
    this.plan = plan;
    this.journal = journal;
    this.ledger = new Ledger(this);
    this.outbox = new Outbox(this);
    this.targets = new Targets(this);
    this.holds = new Holds(this);
    this.steps = new Steps(this);
  }

  /** Its state. */
  public IncidentState state() {
    return state;
  }

  /** Its plan. */
  public ResponsePlan plan() {
    return plan;
  }

  Journal journal() {
    return journal;
  }

  Ledger ledger() {
    return ledger;
  }

  Targets targets() {
    return targets;
  }

  Outbox outbox() {
    return outbox;
  }

  Holds holds() {
    return holds;
  }

  Steps steps() {
    return steps;
  }

  /** The holds that its playbook and its flags have put, lifted ones too. */
  public List<StandingHold> standingHolds() {
    return holds.standing();
  }

  /** Why a hold keeps that from being done to the action now, or null. */
  @Nullable Refusal held(Action action, OrderKind what) {
    return holds.refuse(action, what);
  }

  /** Why a hold keeps from the action what would be next for it, or null. */
  public @Nullable Refusal held(Action action) {
    return switch (action.state()) {
      case WAITING, OUTCOME_UNKNOWN -> held(action, OrderKind.APPLY);
      case APPLIED, ACHIEVED_CAUSE_UNPROVEN, UNDO_FAILED -> held(action, OrderKind.UNDO);
      default -> null;
    };
  }

  /** How many people must approve an action that has been captured. */
  public int approvalsNeeded(Action action) {
    ApprovalRule rule = ledger.rule(action);
    return state.strict ? rule.needed(action.byItself()) : rule.count();
  }

  /** Why that step of its playbook does not begin, or go on, by itself; null where nothing does. */
  public @Nullable Refusal waits(int step) {
    return steps.waits(step);
  }

  /** Whether somebody leads, by the profile or by a role they took in this incident. */
  boolean leads(Actor actor) {
    return plan.leads(actor.roles())
        || state.roles.entrySet().stream()
            .filter(held -> held.getValue().equals(actor.person()))
            .anyMatch(held -> plan.leads(List.of(held.getKey())));
  }

  /** What will happen by itself, the nearest first. */
  public List<Deadline> agenda() {
    return Agenda.plan(plan, state.facts());
  }

  /** The clocks as people see them. */
  public List<Clock> clocks() {
    return Agenda.clocks(plan, state.facts());
  }

  /** The playbook of its scenario, or null. */
  public @Nullable Playbook playbook() {
    return plan.playbook(state.scenario);
  }

  // ---- machines ----

  /** Notes the opening, unless that is done. */
  void declare(Instant now) {
    if (state.nextSequence == 1) {
      note(
          now,
          EntryCode.OPENED,
          Actor.ACEIRO,
          "title",
          state.title,
          "severity",
          state.severity,
          "by",
          state.openedBy,
          "follows",
          state.follows);
      raisePlaybookFlags(state.episodeStartedAt);
      targets.baseline();
    }
  }

  /** Notes that this run was begun from a snapshot. */
  void resumed(Instant now) {
    note(now, EntryCode.RESUMED, Actor.ACEIRO, "generation", String.valueOf(state.generation));
  }

  /** Takes in what an alarm says. FIRING during observation is a relapse. */
  public void alarm(AlarmSignal signal, Instant now) {
    if (state.inboxSeen.contains(signal.inbox())) {
      journal.answer(signal.inbox(), true);
      return;
    }
    Alarm alarm = signal.alarm();
    if (alarm.state() == AlarmState.FIRING && !state.ownsKeys()) {
      journal.answer(signal.inbox(), false);
      return;
    }
    remember(state.inboxSeen, signal.inbox(), INBOX_KEPT);
    journal.answer(signal.inbox(), true);
    String key = alarm.source() + "/" + alarm.key();
    AlarmStanding before = state.alarms.get(key);
    if (before != null && before.sequence() >= signal.sequence()) {
      touch();
      return;
    }
    steps.heard(key, alarm);
    boolean changed = before == null || before.state() != alarm.state();
    if (before != null || state.alarms.size() < ALARMS_KEPT) {
      state.alarms.put(
          key,
          new AlarmStanding(
              key,
              alarm.name(),
              alarm.state(),
              signal.sequence(),
              before == null ? now : before.firstAt(),
              changed || before == null ? now : before.changedAt()));
    }
    if (changed) {
      note(
          now,
          alarmEntry(signal),
          Actor.ACEIRO,
          "alarm",
          alarm.name(),
          "source",
          alarm.source(),
          "summary",
          alarm.summary(),
          "late",
          alarm.late() ? "true" : null);
    } else {
      touch();
    }
    if (changed && alarm.state() == AlarmState.FIRING && state.observing()) {
      relapse(now, EntryCode.RELAPSED, Actor.ACEIRO, alarm.name());
    }
    answerAlarmChecks(now);
  }

  private static EntryCode alarmEntry(AlarmSignal signal) {
    if (signal.alarm().state() == AlarmState.RESOLVED) {
      return EntryCode.ALARM_CLEARED;
    }
    return signal.flapping() ? EntryCode.ALARM_FLAPS : EntryCode.ALARM_FIRED;
  }

  /**
   * Takes in what the hands report; an answer to an order that is no longer in flight is ignored.
   */
  public void actionReported(ActionReport report, Instant now) {
    ledger.reported(report, now);
  }

  /** Takes in other incidents of its scenario that the record knows and it does not. */
  public void occurred(List<Occurrence> others, Instant now) {
    List<Occurrence> fresh =
        others.stream()
            .filter(
                other ->
                    state.occurrences.stream()
                        .noneMatch(known -> known.incident().equals(other.incident())))
            .toList();
    if (fresh.isEmpty() || state.stage == Stage.CLOSED) {
      return;
    }
    fresh.forEach(other -> remember(state.occurrences, other, OCCURRENCES_KEPT));
    note(
        now,
        EntryCode.HAPPENED_BEFORE,
        Actor.ACEIRO,
        "count",
        String.valueOf(fresh.size()),
        "incidents",
        fresh.stream().limit(5).map(Occurrence::incident).collect(Collectors.joining(", ")));
    if (state.resolvedAt != null) {
      state.postmortem = owed();
    }
  }

  /** Takes in what was done to the switch; what it has heard before is ignored. */
  public void switched(SwitchEvent event, Instant now) {
    SwitchEvent before = state.switches.get(event.scope());
    if (state.stage == Stage.CLOSED || (before != null && before.id() >= event.id())) {
      return;
    }
    state.switches.put(event.scope(), event);
    note(
        now,
        event.pulled() ? EntryCode.CONTAINMENT_STOPPED : EntryCode.CONTAINMENT_RELEASED,
        new Actor(event.by(), List.of(), event.via()),
        "profile",
        event.scope().equals(SwitchEvent.EVERYWHERE) ? null : event.scope(),
        "reason",
        event.reason(),
        "since",
        event.at().toString());
  }

  /** Notes what became of an action, for the rules that ask. */
  void outcome(String action, ActionOutcome.Result result, Instant now) {
    remember(state.outcomes, new ActionOutcome(action, result, now), OUTCOMES_KEPT);
  }

  /** A rule's effect takes place. */
  void effect(String rule, String effect, Instant now) {
    state.effects.putIfAbsent(effect, now);
    note(now, EntryCode.EFFECT, Actor.ACEIRO, "rule", rule, "effect", effect);
  }

  private void raisePlaybookFlags(Instant since) {
    Playbook playbook = playbook();
    if (playbook != null) {
      for (String flag : playbook.flags()) {
        if (!state.flags.containsKey(flag)) {
          raiseFlag(Actor.ACEIRO, flag, playbook.scenario(), since);
        }
      }
    }
  }

  /**
   * Takes in what a survey of the playbook's targets found; an answer to one that is no longer
   * under way is ignored.
   *
   * @param found the readings, or null where nobody answered
   */
  void surveyed(SurveyOrder order, @Nullable List<Reading> found, Instant now) {
    targets.surveyed(order, found, now);
  }

  /** Takes in what became of a message. */
  public void delivered(Deliveries deliveries, Instant now) {
    outbox.delivered(deliveries, now);
  }

  /** Takes in the answer of an automatic check. */
  public void checked(CheckResult result, Instant now) {
    CheckResult before = state.checks.get(result.check());
    if (before == null || before.state() != CheckState.RUNNING) {
      return;
    }
    answer(result, Actor.ACEIRO, now);
  }

  /**
   * Fires everything that is due at {@code now}: each recipient is told once.
   *
   * @return what fired
   */
  public List<Deadline> fireDue(Instant now) {
    holds.follow(now);
    ledger.followPolicy(now);
    ledger.release(now);
    steps.advance(now);
    SortedMap<String, String> held = ledger.unapprovedOrders();
    held.putAll(holds.stoppedOrders());
    state.held = held;
    List<Deadline> due = agenda().stream().filter(d -> !d.due().isAfter(now)).toList();
    outbox.fire(due, now);
    closeIfDone(now);
    return due;
  }

  /** When something will next happen by itself, or null. */
  public @Nullable Instant nextDue() {
    List<Deadline> agenda = agenda();
    return agenda.isEmpty() ? null : agenda.getFirst().due();
  }

  // ---- people ----

  /** Why this cannot be decided now, or null. Changes nothing. */
  public @Nullable Refusal refuse(DecisionRequest request, Instant now) {
    TakenDecision before = taken(request.id());
    if (before != null) {
      return before.bodyHash().equals(request.bodyHash())
          ? null
          : Refusal.of(RefusalCode.KEY_REUSED);
    }
    return Decisions.refuse(this, request, now);
  }

  /**
   * Takes a decision that {@link #refuse} lets pass; a repeat gets its first answer and changes
   * nothing.
   *
   * @return the revision with it
   */
  public long decide(DecisionRequest request, Instant now) {
    TakenDecision before = taken(request.id());
    if (before != null) {
      return before.revision();
    }
    Decisions.apply(this, request, now);
    closeIfDone(now);
    remember(
        state.taken,
        new TakenDecision(request.id(), request.bodyHash(), state.revision),
        TAKEN_KEPT);
    return state.revision;
  }

  private @Nullable TakenDecision taken(String id) {
    return state.taken.stream().filter(t -> t.id().equals(id)).findFirst().orElse(null);
  }

  // ---- what decisions do ----

  void acknowledge(Actor actor, Instant now) {
    state.acknowledgedAt = now;
    state.acknowledgedBy = actor.person();
    if (state.stage == Stage.DETECT) {
      state.stage = Stage.TRIAGE;
    }
    state.roles.putIfAbsent(plan.firstResponder(), actor.person());
    note(now, EntryCode.ACKNOWLEDGED, actor);
    outbox.refreshCard(now);
  }

  void triage(Actor actor, Body said, Instant now) {
    boolean correction = state.stage.after(Stage.TRIAGE);
    if (state.acknowledgedAt == null) {
      acknowledge(actor, now);
    }
    String severity = said.optional("severity");
    if (severity != null) {
      severity(severity);
      state.severityByPerson = true;
    }
    if (said.optional("scenario") != null) {
      holds.keep(now);
      state.scenario = said.optional("scenario");
      raisePlaybookFlags(now);
      holds.keep(now);
    }
    if (said.optional("environment") != null) {
      state.environment = said.optional("environment");
    }
    replace(state.services, said.list("services"));
    replace(state.zones, said.list("zones"));
    replace(state.namespaces, said.list("namespaces"));
    if (said.optional("scenario") != null) {
      targets.baseline();
    }
    Instant impact = said.past("impactStartedAt", now);
    if (impact != null) {
      state.startedAt = impact;
    }
    if (!correction) {
      state.stage = Stage.CONTAIN;
    }
    if (state.investigatedAt == null) {
      state.investigatedAt = now;
    }
    note(
        now,
        correction ? EntryCode.TRIAGE_CORRECTED : EntryCode.TRIAGED,
        actor,
        "severity",
        state.severity,
        "scenario",
        state.scenario,
        "environment",
        state.environment,
        "services",
        String.join(", ", state.services),
        "zones",
        String.join(", ", state.zones),
        "namespaces",
        String.join(", ", state.namespaces));
    outbox.refreshCard(now);
  }

  private static void replace(List<String> present, List<String> said) {
    if (!said.isEmpty()) {
      present.clear();
      present.addAll(said);
    }
  }

  void falseAlarm(Actor actor, String reason, Instant now) {
    state.falseAlarm = true;
    note(now, EntryCode.FALSE_ALARM, actor, "reason", reason);
    close(now);
  }

  void reclassify(Actor actor, String severity, String reason, Instant now) {
    String before = state.severity;
    severity(severity);
    state.severityByPerson = true;
    note(
        now, EntryCode.RECLASSIFIED, actor, "from", before, "severity", severity, "reason", reason);
    if (state.resolvedAt != null) {
      state.postmortem = owed();
    }
    outbox.refreshCard(now);
  }

  /** The policy raises the severity: alarms say that it is worse than it looked. */
  void raise(RaiseRule rule, Instant now) {
    String before = state.severity;
    if (state.severityByPerson || !plan.worse(rule.severity(), before)) {
      return;
    }
    severity(rule.severity());
    note(
        now,
        EntryCode.SEVERITY_RAISED,
        Actor.ACEIRO,
        "from",
        before,
        "severity",
        rule.severity(),
        "alarm",
        rule.alarm(),
        "with",
        rule.alarmsFiring().isEmpty() ? null : String.join(", ", rule.alarmsFiring()),
        "persists",
        rule.persists() == null ? null : rule.persists().toString(),
        "source",
        rule.source());
    outbox.refreshCard(now);
  }

  private void severity(String severity) {
    state.severity = severity;
    if (plan.worse(severity, state.worstSeverity)) {
      state.worstSeverity = severity;
    }
  }

  void raiseFlag(Actor actor, String flag, @Nullable String reason, Instant now) {
    state.flags.put(flag, now);
    holds.flagRaised(flag);
    holds.keep(now);
    note(now, EntryCode.FLAG_RAISED, actor, "flag", flag, "reason", reason);
    if (state.resolvedAt != null) {
      state.postmortem = owed();
    }
  }

  void clearFlag(Actor actor, String flag, String reason, Instant now) {
    holds.keep(now);
    state.flags.remove(flag);
    note(now, EntryCode.FLAG_CLEARED, actor, "flag", flag, "reason", reason);
  }

  void takeRole(Actor actor, String role, String person, Instant now) {
    String before = state.roles.put(role, person);
    note(
        now,
        actor.person().equals(person) ? EntryCode.ROLE_TAKEN : EntryCode.ROLE_HANDED_OVER,
        actor,
        "role",
        role,
        "person",
        person,
        "from",
        before);
  }

  void progress(Actor actor, String text, Instant now) {
    state.progressAt = now;
    note(now, EntryCode.PROGRESS, actor, "text", text);
  }

  void remark(Actor actor, String text, Instant now) {
    note(now, EntryCode.NOTE, actor, "text", text);
  }

  void sendUpdate(Actor actor, Body said, Instant now) {
    String template = said.text("template");
    SortedMap<String, String> fields = said.map("fields");
    UpdateTemplate chosen = Updates.template(this, template);
    if (state.etaWaits && chosen.promisesEta()) {
      await(actor, said.text("audience"), chosen, fields, now);
      return;
    }
    updated(said.text("audience"), now);
    SortedMap<String, String> params = new TreeMap<>(fields);
    params.put("template", template);
    note(now, EntryCode.UPDATE_SENT, actor, params);
    outbox.update(template, chosen, fields, now);
  }

  private void updated(String audience, Instant now) {
    if (audience.equals("external")) {
      state.externalUpdatedAt = now;
    } else {
      state.updatedAt = now;
    }
  }

  /** Nothing goes out before somebody else has approved it; what waited before gives way. */
  private void await(
      Actor actor,
      String audience,
      UpdateTemplate template,
      SortedMap<String, String> fields,
      Instant now) {
    WaitingUpdate before = state.waitingUpdate;
    state.updatesAsked++;
    WaitingUpdate waiting =
        new WaitingUpdate(
            "U" + state.updatesAsked,
            audience,
            template.id(),
            fields,
            outbox.facts(template),
            actor.person(),
            now,
            Updates.approvers(this, template, actor));
    state.waitingUpdate = waiting;
    SortedMap<String, String> params = new TreeMap<>(fields);
    params.put("template", template.id());
    params.put("update", waiting.id());
    params.put("roles", String.join(", ", waiting.approvers()));
    if (before != null) {
      params.put("replaces", before.id());
    }
    note(now, EntryCode.UPDATE_WAITING, actor, params);
  }

  void approveUpdate(Actor actor, Instant now) {
    WaitingUpdate waiting = takeWaiting();
    updated(waiting.audience(), now);
    SortedMap<String, String> params = new TreeMap<>(waiting.fields());
    params.put("template", waiting.template());
    params.put("update", waiting.id());
    params.put("author", waiting.by());
    note(now, EntryCode.UPDATE_APPROVED, actor, params);
    outbox.approved(waiting, now);
  }

  void withdrawUpdate(Actor actor, String reason, Instant now) {
    WaitingUpdate waiting = takeWaiting();
    note(
        now,
        EntryCode.UPDATE_WITHDRAWN,
        actor,
        "update",
        waiting.id(),
        "template",
        waiting.template(),
        "author",
        waiting.by(),
        "reason",
        reason);
  }

  private WaitingUpdate takeWaiting() {
    WaitingUpdate waiting = state.waitingUpdate;
    if (waiting == null) {
      throw new IllegalStateException("no update waits");
    }
    state.waitingUpdate = null;
    return waiting;
  }

  /** Why nobody may choose this text as things stand, or null. */
  public @Nullable Refusal refuseTemplate(UpdateTemplate template) {
    return Updates.refuse(this, template);
  }

  /** Who must approve this text if that person writes it, by role; empty where nobody must. */
  public List<String> approvers(UpdateTemplate template, Actor author) {
    return template.promisesEta() && state.etaWaits
        ? Updates.approvers(this, template, author)
        : List.of();
  }

  /** What such an update would be, were it sent now. Changes nothing. */
  public Message preview(UpdateTemplate template, SortedMap<String, String> fields, Instant now) {
    return outbox.preview(template.id(), WaitingUpdate.words(fields, outbox.facts(template)), now);
  }

  /** What the update that waits will be, or null. Changes nothing. */
  public @Nullable Message previewWaiting(Instant now) {
    WaitingUpdate waiting = state.waitingUpdate;
    return waiting == null ? null : outbox.preview(waiting.template(), waiting.params(), now);
  }

  /** Whoever is told of an update, now: {@code role:x}, {@code channel:x}. */
  public List<String> toldOfUpdates() {
    return plan.severity(state.severity).tell();
  }

  void markContained(Actor actor, String summary, Instant now) {
    state.containedAt = now;
    if (state.investigatedAt == null) {
      // A relapse begins here: whoever contains it has found out what it is.
      state.investigatedAt = now;
    }
    state.stage = Stage.RECOVER;
    note(now, EntryCode.CONTAINED, actor, "summary", summary);
    openChecks(now);
    outbox.refreshCard(now);
  }

  void declareRecovered(Actor actor, String summary, @Nullable String cause, Instant now) {
    if (cause != null
        && plan.flags().contains(CAUSE_FOUND)
        && !state.flags.containsKey(CAUSE_FOUND)) {
      raiseFlag(actor, CAUSE_FOUND, cause, now);
    }
    state.resolvedAt = now;
    state.stage = Stage.POST_MORTEM;
    state.postmortem = owed();
    note(now, EntryCode.RECOVERED, actor, "summary", summary, "cause", cause);
    reviewPlaybook(now);
    outbox.resolved(summary, cause, now);
    outbox.refreshCard(now);
  }

  /** After the first such incident that a playbook answered, the playbook is reviewed (004). */
  private void reviewPlaybook(Instant now) {
    Playbook playbook = playbook();
    if (playbook == null
        || !plan.postmortem().playbookReview().contains(state.worstSeverity)
        || !state.untriedPlaybooks.remove(playbook.scenario())) {
      return;
    }
    List<String> tell = plan.postmortem().tell();
    String owner = tell.isEmpty() ? plan.firstResponder() : tell.getFirst();
    add(
        Actor.ACEIRO,
        "review-playbook: " + playbook.scenario(),
        owner.substring(owner.indexOf(':') + 1),
        null,
        state.worstSeverity,
        "process",
        now);
  }

  private Postmortem owed() {
    Postmortem before = state.postmortem;
    boolean mandatory = Agenda.owesPostmortem(plan, state.facts());
    return new Postmortem(
        mandatory, before.draftAt(), before.reviewAt(), before.reviewedBy(), before.items());
  }

  void endObservation(Actor actor, @Nullable String reason, Instant now) {
    state.observationEndedAt = now;
    targets.moved();
    note(now, EntryCode.OBSERVATION_ENDED, actor, "reason", reason);
    outbox.leftInPlace(now);
  }

  void relapse(Instant now, EntryCode code, Actor actor, String reason) {
    state.episode++;
    state.episodeStartedAt = now;
    state.stage = Stage.CONTAIN;
    state.notifiedAt = null;
    state.acknowledgedAt = null;
    state.acknowledgedBy = null;
    state.investigatedAt = null;
    state.containedAt = null;
    state.progressAt = null;
    state.updatedAt = null;
    state.externalUpdatedAt = null;
    state.resolvedAt = null;
    state.observationEndedAt = null;
    targets.relapsed();
    state.checks.clear();
    // What was lifted was lifted for what people knew before it came back.
    state.lifts.clear();
    // The review that follows must cover the relapse too: what was written before it counts no
    // longer.
    state.postmortem = new Postmortem(false, null, null, List.of(), state.postmortem.items());
    note(now, code, actor, "reason", reason, "episode", String.valueOf(state.episode));
    outbox.refreshCard(now);
  }

  void openChecks(Instant now) {
    state.checks.clear();
    for (Check check : checkList()) {
      SortedMap<String, String> none = Params.none();
      CheckState open = check.automatic() ? CheckState.RUNNING : CheckState.OPEN;
      state.checks.put(check.id(), new CheckResult(check.id(), open, "OPEN", none, "aceiro", now));
    }
    answerAlarmChecks(now);
  }

  /** The checks of its playbook; that the opening alarms have cleared is asked in any case. */
  public List<Check> checkList() {
    Playbook playbook = playbook();
    List<Check> checks = new ArrayList<>();
    if (playbook == null
        || playbook.checks().stream().noneMatch(c -> c.kind().equals(Check.ALARMS_CLEARED))) {
      checks.add(new Check(Check.ALARMS_CLEARED, Check.ALARMS_CLEARED, "", Params.none()));
    }
    if (playbook != null) {
      checks.addAll(playbook.checks());
    }
    return checks;
  }

  private void answerAlarmChecks(Instant now) {
    long firing =
        state.alarms.values().stream().filter(a -> a.state() == AlarmState.FIRING).count();
    CheckState answer = firing == 0 ? CheckState.PASSED : CheckState.OPEN;
    for (Check check : checkList()) {
      CheckResult before = state.checks.get(check.id());
      if (check.kind().equals(Check.ALARMS_CLEARED)
          && before != null
          && before.state() != CheckState.OVERRIDDEN
          && before.state() != answer) {
        answer(
            new CheckResult(
                check.id(),
                answer,
                firing == 0 ? "ALARMS_CLEARED" : "ALARMS_FIRING",
                Params.of("firing", String.valueOf(firing)),
                "aceiro",
                now),
            Actor.ACEIRO,
            now);
      }
    }
  }

  void answer(CheckResult result, Actor actor, Instant now) {
    state.checks.put(result.check(), result);
    note(
        now,
        EntryCode.CHECK_ANSWERED,
        actor,
        "check",
        result.check(),
        "state",
        result.state().name(),
        "found",
        result.code());
  }

  void rerun(Actor actor, String check, Instant now) {
    state.checks.put(
        check,
        new CheckResult(check, CheckState.RUNNING, "OPEN", Params.none(), actor.person(), now));
    note(now, EntryCode.CHECK_STARTED, actor, "check", check);
  }

  void override(Actor actor, String check, String reason, Instant now) {
    state.checks.put(
        check,
        new CheckResult(
            check,
            CheckState.OVERRIDDEN,
            "OVERRIDDEN",
            Params.of("reason", reason),
            actor.person(),
            now));
    note(now, EntryCode.CHECK_OVERRIDDEN, actor, "check", check, "reason", reason);
  }

  void submitDraft(Actor actor, String text, Instant now) {
    Postmortem p = state.postmortem;
    state.postmortem = new Postmortem(p.mandatory(), now, p.reviewAt(), p.reviewedBy(), p.items());
    note(now, EntryCode.DRAFT_SUBMITTED, actor, "text", text);
  }

  void completeReview(Actor actor, Instant when, List<String> who, Instant now) {
    Postmortem p = state.postmortem;
    state.postmortem = new Postmortem(p.mandatory(), p.draftAt(), when, who, p.items());
    items(state.postmortem.items().stream().map(i -> anchored(i, now)).toList());
    note(
        now,
        EntryCode.REVIEW_COMPLETED,
        actor,
        "when",
        when.toString(),
        "who",
        String.join(", ", who));
  }

  void addItem(Actor actor, Body said, Instant now) {
    add(
        actor,
        said.text("text"),
        said.text("owner"),
        said.instant("due"),
        said.text("priority"),
        said.text("type"),
        now);
  }

  private void add(
      Actor actor,
      String text,
      String owner,
      @Nullable Instant due,
      String priority,
      String type,
      Instant now) {
    state.itemsAdded++;
    ActionItem item =
        new ActionItem(
            "I" + state.itemsAdded,
            text,
            owner,
            due == null ? now : due,
            priority,
            type,
            ActionItem.State.OPEN,
            null,
            null,
            due == null ? now : earlier(now, due),
            due == null);
    ActionItem dated = anchored(item, now);
    items(with(state.postmortem.items(), dated));
    note(
        now,
        EntryCode.ITEM_ADDED,
        actor,
        "item",
        dated.id(),
        "text",
        dated.text(),
        "owner",
        dated.owner(),
        "due",
        dated.due().toString());
  }

  /**
   * The item with the due date that the organisation's rule gives it; while the rule's anchor has
   * not come, with that of a review in time.
   */
  private ActionItem anchored(ActionItem item, Instant now) {
    Milestone actions = plan.postmortem().actions();
    if (!item.byRule() || item.state() != ActionItem.State.OPEN || actions == null) {
      return item;
    }
    Instant anchor = actions.anchor(state.postmortem, state.resolvedAt);
    if (anchor != null) {
      Instant from = earlier(anchor, now);
      return item.due(from, anchor.plus(actions.dueBy()));
    }
    Milestone review = plan.postmortem().review();
    Instant reviewed = review == null ? null : review.due(state.postmortem, state.resolvedAt);
    Instant from = reviewed == null ? now : reviewed;
    return item.due(item.anchor() == null ? now : item.anchor(), from.plus(actions.dueBy()));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  void endItem(Actor actor, String id, ActionItem.State how, @Nullable String reason, Instant now) {
    items(
        state.postmortem.items().stream()
            .map(i -> i.id().equals(id) ? i.end(how, now, reason) : i)
            .toList());
    note(
        now,
        how == ActionItem.State.DONE ? EntryCode.ITEM_DONE : EntryCode.ITEM_DROPPED,
        actor,
        "item",
        id,
        "reason",
        reason);
  }

  private void items(List<ActionItem> items) {
    Postmortem p = state.postmortem;
    state.postmortem =
        new Postmortem(p.mandatory(), p.draftAt(), p.reviewAt(), p.reviewedBy(), items);
  }

  private void closeIfDone(Instant now) {
    targets.surveyIfDue();
    if (state.stage == Stage.POST_MORTEM && keepsOpen().isEmpty()) {
      close(now);
    }
  }

  /** Why a resolved incident does not close yet; empty where it does, or is not resolved. */
  public List<OpenReason> keepsOpen() {
    List<OpenReason> open = new ArrayList<>();
    if (state.stage != Stage.POST_MORTEM) {
      return open;
    }
    if (state.observing()) {
      open.add(OpenReason.OBSERVATION);
    }
    if (!state.postmortem.reviewed()) {
      open.add(OpenReason.REVIEW);
    }
    if (!state.postmortem.itemsDone()) {
      open.add(OpenReason.ITEMS);
    }
    if (!state.ledgerSettled()) {
      open.add(OpenReason.LEDGER);
    }
    if (!targets.explained()) {
      open.add(OpenReason.DIFFERENCES);
    }
    if (!targets.compared()) {
      open.add(OpenReason.SURVEY);
    }
    return open;
  }

  private void close(Instant now) {
    state.stage = Stage.CLOSED;
    state.closedAt = now;
    state.waitingUpdate = null;
    note(
        now,
        EntryCode.CLOSED,
        Actor.ACEIRO,
        "compared",
        state.surveyedAt == null ? null : state.surveyedAt.toString());
    outbox.refreshCard(now);
  }

  // ---- notes ----

  void note(Instant now, EntryCode code, Actor actor, @Nullable String... namesAndValues) {
    note(now, code, actor, Params.of(namesAndValues));
  }

  void note(Instant now, EntryCode code, Actor actor, SortedMap<String, String> params) {
    journal.note(
        new TimelineEntry(state.nextSequence, now, code, params, actor.person(), actor.via()));
    state.nextSequence++;
    touch();
  }

  void touch() {
    state.revision++;
  }

  private static <T> List<T> with(List<T> list, T more) {
    List<T> all = new ArrayList<>(list);
    all.add(more);
    return all;
  }

  private static <T> void remember(List<T> list, T more, int kept) {
    list.add(more);
    while (list.size() > kept) {
      list.removeFirst();
    }
  }
}
