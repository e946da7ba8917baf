package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.communication.WaitingUpdate;
import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.HoldLift;
import dev.aceiro.workflows.containment.HoldPut;
import dev.aceiro.workflows.containment.Reading;
import dev.aceiro.workflows.containment.SurveyOrder;
import dev.aceiro.workflows.containment.SwitchEvent;
import dev.aceiro.workflows.containment.Unexplained;
import dev.aceiro.workflows.containment.WorkOrder;
import dev.aceiro.workflows.estate.Filling;
import dev.aceiro.workflows.policy.ActionOutcome;
import dev.aceiro.workflows.policy.Facts;
import dev.aceiro.workflows.policy.Occurrence;
import dev.aceiro.workflows.policy.Stage;
import dev.aceiro.workflows.postmortem.Postmortem;
import dev.aceiro.workflows.recovery.CheckResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything an incident has decided: what one run hands to the next, what the record keeps as
 * snapshot, and what an incident is resumed from. Only {@link Incident} changes it.
 *
 * <p>Fields may be added, with a value that {@link Upcasters} gives to older snapshots; none may
 * change its meaning.
 */
public final class IncidentState {
  /** The version of this class's form. */
  public static final int SCHEMA_VERSION = 1;

  int schemaVersion = SCHEMA_VERSION;
  String id = "";
  String workflowId = "";
  String profile = "";
  String planHash = "";
  int generation = 1;
  long revision;
  long nextSequence = 1;
  boolean drill;
  String title = "";
  Stage stage = Stage.DETECT;
  String severity = "";
  String worstSeverity = "";
  @Nullable String scenario;
  @Nullable String environment;
  List<String> services = new ArrayList<>();
  List<String> zones = new ArrayList<>();
  List<String> namespaces = new ArrayList<>();
  String openedBy = "";
  @Nullable String follows;
  Instant receivedAt = Instant.EPOCH;
  Instant startedAt = Instant.EPOCH;
  int episode = 1;
  Instant episodeStartedAt = Instant.EPOCH;
  @Nullable Instant notifiedAt;
  @Nullable Instant acknowledgedAt;
  @Nullable String acknowledgedBy;
  @Nullable Instant investigatedAt;
  @Nullable Instant containedAt;
  @Nullable Instant progressAt;
  @Nullable Instant updatedAt;
  @Nullable Instant externalUpdatedAt;
  @Nullable Instant resolvedAt;
  @Nullable Instant observationEndedAt;
  @Nullable Instant closedAt;
  boolean falseAlarm;
  SortedMap<String, Instant> flags = new TreeMap<>();
  SortedMap<String, String> roles = new TreeMap<>();
  SortedMap<String, AlarmStanding> alarms = new TreeMap<>();
  List<Long> inboxSeen = new ArrayList<>();
  List<Action> actions = new ArrayList<>();
  List<WorkOrder> orders = new ArrayList<>();
  SortedMap<String, SwitchEvent> switches = new TreeMap<>();
  SortedMap<String, ActionState> callsFrom = new TreeMap<>();
  SortedMap<String, CheckResult> checks = new TreeMap<>();
  Postmortem postmortem = Postmortem.none();
  int itemsAdded;
  SortedMap<String, Instant> fired = new TreeMap<>();
  SortedMap<String, Instant> failedRungs = new TreeMap<>();
  SortedMap<String, Instant> again = new TreeMap<>();
  List<ActionOutcome> outcomes = new ArrayList<>();
  List<Occurrence> occurrences = new ArrayList<>();
  List<String> untriedPlaybooks = new ArrayList<>();
  SortedMap<String, Instant> firingElsewhere = new TreeMap<>();
  boolean severityByPerson;
  SortedMap<String, Instant> effects = new TreeMap<>();
  List<Message> messages = new ArrayList<>();
  List<TakenDecision> taken = new ArrayList<>();
  boolean etaWaits;
  int updatesAsked;
  @Nullable WaitingUpdate waitingUpdate;
  boolean surveys;
  boolean sparing;
  int surveysOrdered;
  int surveysAsked;
  boolean surveyAsked;
  List<SurveyOrder> surveyOrders = new ArrayList<>();
  List<Reading> baseline = new ArrayList<>();
  @Nullable Instant surveyedAt;
  int differencesFound;
  List<Unexplained> unexplained = new ArrayList<>();
  List<HoldLift> lifts = new ArrayList<>();
  List<String> holdsStanding = new ArrayList<>();
  boolean strict;
  List<HoldPut> holdsPut = new ArrayList<>();
  SortedMap<String, String> held = new TreeMap<>();
  List<StepRun> steps = new ArrayList<>();
  @Nullable String stepsStopped;
  List<StepWait> stepsWaiting = new ArrayList<>();
  SortedMap<String, Filling.Said> alarmsSay = new TreeMap<>();

  IncidentState() {}

  /** The state of an incident that begins. */
  public static IncidentState open(Opening opening, String profile) {
    IncidentState state = new IncidentState();
    state.id = opening.incident();
    state.workflowId = opening.workflowId();
    state.profile = profile;
    state.planHash = opening.planHash();
    state.drill = opening.drill();
    state.title = opening.title();
    state.severity = opening.severity();
    state.worstSeverity = opening.severity();
    state.scenario = opening.scenario();
    state.environment = opening.environment();
    state.services = new ArrayList<>(opening.services());
    state.openedBy = opening.by();
    state.follows = opening.follows();
    state.receivedAt = opening.receivedAt();
    state.startedAt = opening.startedAt();
    state.episodeStartedAt = opening.receivedAt();
    state.etaWaits = true;
    state.surveys = !opening.drill();
    state.sparing = true;
    state.strict = true;
    return state;
  }

  /**
   * What the record knows when an incident begins. Changes this object.
   *
   * @param before other incidents, of any scenario
   * @param untried scenarios whose playbooks have not yet answered an incident that makes their
   *     organisation review them
   * @param firing alarms of other open incidents that fire, by name, and since when
   */
  public IncidentState knowing(
      List<Occurrence> before, List<String> untried, SortedMap<String, Instant> firing) {
    firingElsewhere = new TreeMap<>(firing);
    occurrences = new ArrayList<>(before);
    untriedPlaybooks = new ArrayList<>(untried);
    return this;
  }

  /** What the agenda needs to know of it. */
  public Facts facts() {
    return new Facts(
        severity,
        scenario,
        stage,
        episode,
        episodeStartedAt,
        notifiedAt,
        acknowledgedAt,
        investigatedAt,
        containedAt,
        progressAt,
        updatedAt,
        resolvedAt,
        observing(),
        flags,
        postmortem,
        fired,
        failedRungs,
        receivedAt,
        worstSeverity,
        externalUpdatedAt,
        outcomes,
        occurrences,
        roles,
        again,
        firing(),
        firingElsewhere,
        severityByPerson);
  }

  private SortedMap<String, Instant> firing() {
    SortedMap<String, Instant> firing = new TreeMap<>();
    for (AlarmStanding alarm : alarms.values()) {
      if (alarm.state() == AlarmState.FIRING) {
        firing.merge(
            alarm.name(), alarm.changedAt(), (one, other) -> one.isBefore(other) ? one : other);
      }
    }
    return firing;
  }

  /**
   * This state as a resumed run begins with it: next generation, everything else as it was. Changes
   * this object.
   */
  public IncidentState raisedTo(int nextGeneration) {
    generation = nextGeneration;
    strict = true;
    orders.replaceAll(order -> order.of(nextGeneration));
    surveyOrders.replaceAll(order -> order.of(nextGeneration));
    return this;
  }

  /** This state as the next run begins with it. Changes this object. */
  IncidentState inNextRun() {
    strict = true;
    return this;
  }

  /** Whether the observation runs: after resolution, until it is ended. */
  public boolean observing() {
    return resolvedAt != null && observationEndedAt == null;
  }

  /** Whether later alarms of its keys belong to it: from DETECT to the end of observation. */
  public boolean ownsKeys() {
    return stage != Stage.CLOSED && (resolvedAt == null || observing());
  }

  /** Whether every ledger entry needs nothing more. */
  public boolean ledgerSettled() {
    return actions.stream().allMatch(a -> a.state().settled());
  }

  /** Whether an action's effect outlasts the resolution, on purpose or not. */
  public boolean leftInPlace(Action action) {
    return resolvedAt != null && action.state().inForce();
  }

  public int schemaVersion() {
    return schemaVersion;
  }

  public String id() {
    return id;
  }

  public String workflowId() {
    return workflowId;
  }

  public String profile() {
    return profile;
  }

  public String planHash() {
    return planHash;
  }

  public int generation() {
    return generation;
  }

  public long revision() {
    return revision;
  }

  /** Sequence of the next timeline entry; one more than the number of entries so far. */
  public long nextSequence() {
    return nextSequence;
  }

  public boolean drill() {
    return drill;
  }

  public String title() {
    return title;
  }

  public Stage stage() {
    return stage;
  }

  public String severity() {
    return severity;
  }

  /** The worst severity it ever had. */
  public String worstSeverity() {
    return worstSeverity;
  }

  public @Nullable String scenario() {
    return scenario;
  }

  public @Nullable String environment() {
    return environment;
  }

  public List<String> services() {
    return services;
  }

  public List<String> zones() {
    return zones;
  }

  public List<String> namespaces() {
    return namespaces;
  }

  public String openedBy() {
    return openedBy;
  }

  public @Nullable String follows() {
    return follows;
  }

  public Instant receivedAt() {
    return receivedAt;
  }

  public Instant startedAt() {
    return startedAt;
  }

  public int episode() {
    return episode;
  }

  public Instant episodeStartedAt() {
    return episodeStartedAt;
  }

  public @Nullable Instant acknowledgedAt() {
    return acknowledgedAt;
  }

  public @Nullable String acknowledgedBy() {
    return acknowledgedBy;
  }

  public @Nullable Instant containedAt() {
    return containedAt;
  }

  public @Nullable Instant resolvedAt() {
    return resolvedAt;
  }

  public @Nullable Instant observationEndedAt() {
    return observationEndedAt;
  }

  public @Nullable Instant closedAt() {
    return closedAt;
  }

  public boolean falseAlarm() {
    return falseAlarm;
  }

  public SortedMap<String, Instant> flags() {
    return flags;
  }

  /** Who holds which role, by the role's id. */
  public SortedMap<String, String> roles() {
    return roles;
  }

  public SortedMap<String, AlarmStanding> alarms() {
    return alarms;
  }

  public List<Action> actions() {
    return actions;
  }

  public List<WorkOrder> orders() {
    return orders;
  }

  /** The switches that stop its containment now, as far as it has heard. */
  public List<SwitchEvent> stops() {
    return switches.values().stream().filter(SwitchEvent::pulled).toList();
  }

  public SortedMap<String, CheckResult> checks() {
    return checks;
  }

  public Postmortem postmortem() {
    return postmortem;
  }

  /** What became of actions, as rules ask for it. */
  public List<ActionOutcome> outcomes() {
    return outcomes;
  }

  /** Other incidents that rules count. */
  public List<Occurrence> occurrences() {
    return occurrences;
  }

  /** Effects of rules that have taken place, by code, and since when. */
  public SortedMap<String, Instant> effects() {
    return effects;
  }

  public @Nullable Instant externalUpdatedAt() {
    return externalUpdatedAt;
  }

  /** Messages that are due and of which nobody knows yet what became. */
  public List<Message> messages() {
    return messages;
  }

  public List<TakenDecision> taken() {
    return taken;
  }

  /**
   * Whether a text that promises an end waits for somebody else's approval. Incidents that began
   * before there was that let an approver send it at once, and their histories say so.
   */
  public boolean etaWaits() {
    return etaWaits;
  }

  /**
   * Whether it spares history where two events say what one can (ADR 3). Incidents that began
   * before that do not, and their histories say so.
   */
  boolean sparing() {
    return sparing;
  }

  /**
   * Whether a hold stays until it is lifted, only roles of the profile lift it, and what is
   * destructive needs somebody's approval whatever the plan says. Incidents that began before that
   * do not, and their histories say so; they do from their next run on.
   */
  public boolean strict() {
    return strict;
  }

  /**
   * Actions whose order must not be carried out now, and what keeps it back: a hold, or that the
   * policy which approved it no longer would.
   */
  public SortedMap<String, String> held() {
    return held;
  }

  /**
   * Whether the playbook's targets are read at declaration and before closing. A drill leaves
   * nothing behind; incidents that began before there was that close as they did.
   */
  public boolean surveys() {
    return surveys;
  }

  /** Surveys that are under way. */
  public List<SurveyOrder> surveyOrders() {
    return surveyOrders;
  }

  /** What the playbook's targets were when the incident, or their scenario, was declared. */
  public List<Reading> baseline() {
    return baseline;
  }

  /** When the targets were last compared with it (UTC); null where that is owed or was never so. */
  public @Nullable Instant surveyedAt() {
    return surveyedAt;
  }

  /** The differences that no entry of the ledger explained when they were found. */
  public List<Unexplained> unexplained() {
    return unexplained;
  }

  /** The update that waits for an approval, or null. */
  public @Nullable WaitingUpdate waitingUpdate() {
    return waitingUpdate;
  }
}
