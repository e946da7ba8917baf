package dev.aceiro.web.console;

import dev.aceiro.web.console.Desk.Communication;
import dev.aceiro.web.console.Desk.Dossier;
import dev.aceiro.web.console.IncidentView.AlarmView;
import dev.aceiro.web.console.IncidentView.Badge;
import dev.aceiro.web.console.IncidentView.Closed;
import dev.aceiro.web.console.IncidentView.Communications;
import dev.aceiro.web.console.IncidentView.Fact;
import dev.aceiro.web.console.IncidentView.GroupLink;
import dev.aceiro.web.console.IncidentView.Header;
import dev.aceiro.web.console.IncidentView.MessageView;
import dev.aceiro.web.console.IncidentView.RoleView;
import dev.aceiro.web.console.IncidentView.Step;
import dev.aceiro.web.console.IncidentView.Timeline;
import dev.aceiro.web.console.IncidentView.WaitingView;
import dev.aceiro.web.incident.Suggestions;
import dev.aceiro.web.profile.yaml.TemplateEntry;
import dev.aceiro.web.profile.yaml.TriageFile;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.communication.WaitingUpdate;
import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.estate.Filled;
import dev.aceiro.workflows.incident.Actor;
import dev.aceiro.workflows.incident.AlarmStanding;
import dev.aceiro.workflows.incident.Decisions;
import dev.aceiro.workflows.incident.EntryCode;
import dev.aceiro.workflows.incident.Incident;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.incident.Refusal;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts an incident into the words and forms of one reader. */
final class IncidentViews {
  private static final int ENTRIES = 40;
  private static final int MESSAGES = 12;

  /** Decisions that are offered where their object is, not in the list of everything else. */
  private static final Set<String> AT_HOME =
      Set.of(
          "propose-action",
          "approve-action",
          "reject-action",
          "withdraw-action",
          "retry-action",
          "report-manual-action",
          "undo-action",
          "waive-undo",
          "adopt-difference",
          "waive-difference",
          "survey-again",
          "lift-hold",
          "answer-check",
          "override-check",
          "submit-draft",
          "complete-review",
          "add-action-item",
          "complete-action-item",
          "drop-action-item",
          "take-role",
          "hand-over-role",
          "send-update",
          "approve-update",
          "withdraw-update");

  private final Desk desk;
  private final Incident incident;
  private final IncidentState state;
  private final ResponsePlan plan;
  private final Actor actor;
  private final Reader reader;
  private final Names names;
  private final Forms forms;
  private final ActionViews ledger;
  private final ClockViews clocks;
  private @Nullable Map<String, @Nullable Refusal> offered;
  private @Nullable Map<String, String> differences;
  private Suggestions.@Nullable Filler filler;

  IncidentViews(Desk desk, Dossier dossier, Actor actor, Reader anywhere, Typed typed) {
    this.desk = desk;
    this.incident = new Incident(dossier.state(), dossier.plan());
    this.state = incident.state();
    this.plan = dossier.plan();
    this.actor = actor;
    this.reader = anywhere.in(plan.zone());
    this.names = new Names(plan, state.scenario(), reader);
    this.forms = new Forms(incident, reader, names, typed);
    this.ledger = new ActionViews(incident, actor, reader, names, forms, this::difference);
    this.clocks = new ClockViews(incident, reader, names);
  }

  /** What is stated of a proposal, what could be filled, and what is missing. */
  List<Filled> filled(String type, SortedMap<String, String> stated) {
    Suggestions.Filler known = filler;
    if (known == null) {
      known = desk.filler(state);
      filler = known;
    }
    return known.fill(type, stated);
  }

  /** Where a value comes from; empty for what must be asked for. */
  String origin(Filled filled) {
    String source = filled.source() == null ? "" : filled.source();
    return switch (filled.from()) {
      case PLAYBOOK -> reader.say("filled.playbook");
      case ESTATE -> reader.say("filled.estate", "service", source);
      case ALARM -> reader.say("filled.alarm", "alarm", source);
      case ASKED -> "";
    };
  }

  /** Every decision, with why it cannot be said now. */
  private Map<String, @Nullable Refusal> offered() {
    Map<String, @Nullable Refusal> known = offered;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (Decisions.Offered offer : Decisions.offered(incident, actor, reader.now())) {
        known.put(offer.decision().id(), offer.why());
      }
      offered = known;
    }
    return known;
  }

  Incident incident() {
    return incident;
  }

  Actor actor() {
    return actor;
  }

  Reader reader() {
    return reader;
  }

  Names names() {
    return names;
  }

  Forms forms() {
    return forms;
  }

  ActionViews ledger() {
    return ledger;
  }

  /** What the incident's version of its profile says of a playbook. */
  Guidance guidance(Playbook playbook) {
    return Guidance.of(playbook, desk.document(plan).orElse(null));
  }

  boolean allowed(String decision) {
    return offered().containsKey(decision) && offered().get(decision) == null;
  }

  /** Why a decision cannot be said, in words; null where it can. */
  @Nullable String why(String decision) {
    Refusal refusal = offered().get(decision);
    return refusal == null ? null : forms.refusal(refusal);
  }

  private String difference(Action action) {
    Capture capture = action.capture();
    if (capture == null) {
      return "";
    }
    if (differences == null) {
      differences = desk.differences(state.id());
    }
    return differences.getOrDefault(capture.digest(), "");
  }

  /** How the incident's clocks stand, for a card. */
  ClockViews clocks() {
    return clocks;
  }

  /**
   * The whole page.
   *
   * @param group what the timeline is narrowed to, or null
   * @param cursor where an earlier page of the timeline ended, or null
   */
  IncidentView page(@Nullable TimelineGroup group, @Nullable String cursor) {
    Postmortems postmortems = new Postmortems(desk, this);
    IncidentView.Question question = new Questions(this, postmortems).ask();
    return new IncidentView(
        state.id(),
        state.revision(),
        header(),
        question,
        ledger.all(),
        ledgerSummary(),
        clocks.clocks(),
        clocks.all().stream().filter(clock -> clock.icon().equals("→")).toList(),
        roles(),
        handOver(),
        communications(),
        HoldView.all(this),
        Duty.of(this, desk.document(plan).orElse(null)),
        alarms(),
        timeline(group, cursor),
        new LeftViews(this).panel(),
        postmortems.panel(),
        more(question),
        impossible());
  }

  Header header() {
    String label =
        plan.hasSeverity(state.severity()) ? plan.severity(state.severity()).label() : "";
    return new Header(
        state.severity(),
        look(state.severity()),
        label,
        state.title(),
        stage(),
        state.stage() == Stage.CLOSED ? null : clocks.nearest(),
        missed(),
        steps(),
        badges(),
        facts(),
        state.stage() == Stage.CLOSED);
  }

  /** How many clocks of an open incident are missed, in words; null where none is. */
  @Nullable String missed() {
    long missed = clocks.missed();
    return missed == 0 || state.stage() == Stage.CLOSED
        ? null
        : reader.say("clock.missed.count", "n", missed);
  }

  static String look(String severity) {
    String look = severity.toLowerCase(Locale.ROOT);
    return Arrays.asList("p0", "p1", "p2", "p3").contains(look) ? look : "p3";
  }

  /** The stage as people say it: the time after resolution is observed first. */
  String stage() {
    return state.observing()
        ? reader.say("stage.OBSERVING")
        : reader.title("stage", state.stage().name());
  }

  private List<Step> steps() {
    return Arrays.stream(Stage.values())
        .map(
            stage ->
                new Step(
                    reader.title("stage", stage.name()),
                    state.stage() == Stage.CLOSED || state.stage().after(stage)
                        ? "done"
                        : stage == state.stage() ? "now" : "later"))
        .toList();
  }

  /** What is to be known of it at a glance. */
  List<Badge> badges() {
    List<Badge> badges = new ArrayList<>();
    if (desk.standsStill(state.id())) {
      badges.add(new Badge(reader.say("badge.still"), "bad", "!", reader.say("badge.still.title")));
    }
    if (state.drill()) {
      badges.add(
          new Badge(
              plan.speed() > 1
                  ? reader.say("badge.drill.fast", "speed", plan.speed())
                  : reader.say("badge.drill"),
              "drill",
              "◌",
              reader.say("badge.drill.title")));
    }
    if (state.falseAlarm()) {
      badges.add(new Badge(reader.say("badge.false-alarm"), "", "×", null));
    }
    state
        .flags()
        .forEach(
            (flag, since) ->
                badges.add(
                    new Badge(
                        reader.title("flag", flag),
                        "warn",
                        "◆",
                        reader.say("badge.since", "since", reader.full(since)))));
    if (state.waitingUpdate() != null) {
      badges.add(
          new Badge(reader.say("badge.update"), "warn", "✉", reader.say("badge.update.title")));
    }
    if (state.episode() > 1) {
      badges.add(
          new Badge(reader.say("badge.episode", "episode", state.episode()), "warn", "↺", null));
    }
    if (!state.severity().equals(state.worstSeverity())) {
      badges.add(
          new Badge(reader.say("badge.worst", "severity", state.worstSeverity()), "", "↓", null));
    }
    return badges;
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    if (!where().isEmpty()) {
      facts.add(new Fact("", where(), null, null));
    }
    String commander = commander();
    facts.add(
        new Fact(
            reader.say("fact.command"),
            commander == null ? reader.say("person.nobody") : names.person(commander),
            null,
            null));
    facts.add(
        new Fact(
            reader.say("fact.began"),
            reader.ago(state.startedAt()),
            reader.full(state.startedAt()) + " · " + Reader.utc(state.startedAt()),
            null));
    Instant closed = state.closedAt();
    if (closed != null) {
      facts.add(
          new Fact(reader.say("fact.closed"), reader.minute(closed), Reader.utc(closed), closed));
    }
    return facts;
  }

  /** What is affected: services, environment. */
  String where() {
    List<String> where = new ArrayList<>();
    if (!state.services().isEmpty()) {
      where.add(String.join(", ", state.services()));
    }
    if (state.environment() != null) {
      where.add(state.environment());
    }
    return String.join(" · ", where);
  }

  /** Who commands: the holder of the commanding role, else of any lead's, else who took it. */
  @Nullable String commander() {
    return state.roles().entrySet().stream()
        .filter(held -> plan.role(held.getKey()) != null)
        .min(
            Comparator.comparing(
                held -> {
                  var role = plan.role(held.getKey());
                  return role == null
                      ? 3
                      : role.canonical().equals("INCIDENT_COMMANDER") ? 0 : role.lead() ? 1 : 2;
                }))
        .map(Map.Entry::getValue)
        .orElse(state.acknowledgedBy());
  }

  private String ledgerSummary() {
    long waiting = count(action -> action.state() == ActionState.WAITING);
    long owed = count(action -> action.state().inForce());
    if (state.actions().isEmpty()) {
      return "";
    }
    StringBuilder summary =
        new StringBuilder(reader.say("ledger.count", "n", state.actions().size()));
    if (waiting > 0) {
      summary.append(" · ").append(reader.say("ledger.waiting", "n", waiting));
    }
    if (owed > 0) {
      summary.append(" · ").append(reader.say("ledger.owed", "n", owed));
    }
    return summary.toString();
  }

  private long count(java.util.function.Predicate<Action> which) {
    return state.actions().stream().filter(which).count();
  }

  private List<RoleView> roles() {
    return plan.roles().stream()
        .map(
            role -> {
              String holder = state.roles().get(role.id());
              boolean mine = actor.person().equals(holder);
              return new RoleView(
                  role.id(),
                  role.label(),
                  holder == null ? null : names.person(holder),
                  mine,
                  mine || !allowed("take-role")
                      ? null
                      : forms.of("take-role", "roles").about("role", role.id()).done());
            })
        .toList();
  }

  private @Nullable FormView handOver() {
    return allowed("hand-over-role") ? forms.of("hand-over-role", "roles").done() : null;
  }

  private Communications communications() {
    List<Communication> all =
        desk.communications(state.id()).stream()
            .filter(message -> !message.code().equals("card"))
            .toList();
    Map<Desk.Delivery, Long> counts =
        all.stream().collect(Collectors.groupingBy(Communication::state, Collectors.counting()));
    List<String> summary = new ArrayList<>();
    for (Desk.Delivery delivery : Desk.Delivery.values()) {
      long count = counts.getOrDefault(delivery, 0L);
      if (count > 0) {
        summary.add(reader.say("delivery.count." + delivery, "n", count));
      }
    }
    List<Communication> latest = all.reversed();
    return new Communications(
        summary.isEmpty() ? reader.say("delivery.none") : String.join(" · ", summary),
        counts.containsKey(Desk.Delivery.DRY),
        counts.containsKey(Desk.Delivery.FAILED),
        latest.stream().limit(MESSAGES).map(this::message).toList(),
        Math.max(0, latest.size() - MESSAGES),
        allowed("send-update") ? update() : null,
        waiting());
  }

  /** The update that waits for an approval, word for word as it will go out. */
  private @Nullable WaitingView waiting() {
    WaitingUpdate waiting = state.waitingUpdate();
    Message message = incident.previewWaiting(reader.now());
    if (waiting == null || message == null) {
      return null;
    }
    TemplateEntry entry =
        desk.document(plan).map(document -> document.template(waiting.template())).orElse(null);
    return new WaitingView(
        Writing.title(this, waiting.template(), entry),
        forms.option("audience", waiting.audience()),
        reader.say(
            "update.by", "person", names.person(waiting.by()), "time", reader.minute(waiting.at())),
        reader.say("update.waits", "roles", names.roles(String.join(", ", waiting.approvers()))),
        reader.say(
            "update.told",
            "recipients",
            names.recipients(String.join(",", incident.toldOfUpdates()))),
        desk.preview(message),
        allowed("approve-update")
            ? forms
                .of("approve-update", "communications")
                .fixed("update", waiting.id())
                .main()
                .done()
            : null,
        why("approve-update"),
        allowed("withdraw-update")
            ? forms.of("withdraw-update", "communications").fixed("update", waiting.id()).done()
            : null);
  }

  private FormView update() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("lastUpdate", "");
    fields.put("nextSteps", "");
    return forms
        .of("send-update", "communications")
        .fixed("audience", "internal")
        .fixed("template", "internal-update")
        .entries("fields", fields)
        .done();
  }

  private MessageView message(Communication message) {
    String look =
        switch (message.state()) {
          case SENT -> "ok";
          case DRY -> "dry";
          case FAILED -> "bad";
          case PENDING -> "";
        };
    return new MessageView(
        reader.time(message.at()),
        Reader.utc(message.at()),
        reader.word("message", message.code()),
        names.recipient(message.recipient()),
        reader.word("channel", message.channel()),
        reader.word("delivery", message.state().name()),
        look,
        message.why() == null ? null : reader.word("delivery-error", message.why()),
        message.text());
  }

  private List<AlarmView> alarms() {
    return state.alarms().values().stream()
        .sorted(
            Comparator.comparing(AlarmStanding::state)
                .thenComparing(AlarmStanding::changedAt, Comparator.reverseOrder()))
        .map(
            alarm ->
                new AlarmView(
                    alarm.name(),
                    reader.word("alarm-state", alarm.state().name()),
                    alarm.state() == AlarmState.FIRING,
                    reader.minute(alarm.changedAt()),
                    reader.say(
                        "alarm.title",
                        "key",
                        alarm.key(),
                        "first",
                        Reader.utc(alarm.firstAt()),
                        "changed",
                        Reader.utc(alarm.changedAt()))))
        .toList();
  }

  private Timeline timeline(@Nullable TimelineGroup group, @Nullable String cursor) {
    Set<EntryCode> codes = group == null ? Set.of() : group.codes();
    Desk.Lines lines = desk.timeline(state.id(), codes, cursor, ENTRIES);
    List<GroupLink> groups = new ArrayList<>();
    groups.add(new GroupLink("", reader.say("timeline.all"), group == null));
    for (TimelineGroup one : TimelineGroup.values()) {
      groups.add(new GroupLink(one.id(), reader.say("timeline." + one.id()), one == group));
    }
    return new Timeline(EntryView.all(lines.entries(), reader, names), groups, lines.next());
  }

  /** Everything else that may be said, as forms that show themselves when asked. */
  private List<FormView> more(IncidentView.Question question) {
    Set<String> shown = new HashSet<>(AT_HOME);
    if (question.answer() != null) {
      shown.add(question.answer().decision());
    }
    question.others().forEach(form -> shown.add(form.decision()));
    return offered().keySet().stream()
        .filter(this::allowed)
        .filter(decision -> !shown.contains(decision))
        .map(decision -> form(decision, "more").done())
        .toList();
  }

  /** A decision's form with what is already known filled in. */
  Forms.Draft form(String decision, String place) {
    Forms.Draft form = forms.of(decision, place);
    return switch (decision) {
      case "triage" ->
          form.asking(triage())
              .preset("severity", state.severity())
              .preset("scenario", state.scenario())
              .preset("environment", onlyOr(state.environment(), plan.environments()))
              .preset("services", state.services())
              .preset("zones", state.zones())
              .preset("namespaces", state.namespaces())
              .preset("impactStartedAt", reader.input(state.startedAt()));
      case "false-alarm" -> form.danger();
      default -> form;
    };
  }

  /** What the organisation's triage asks, in its own words. */
  private List<Forms.Asked> triage() {
    Map<String, TriageFile.Question> words = new HashMap<>();
    desk.document(plan)
        .ifPresent(document -> document.triage().fields().forEach(one -> words.put(one.id(), one)));
    return plan.triage().stream()
        .map(
            field -> {
              TriageFile.Question question = words.get(field.id());
              return new Forms.Asked(
                  field.id(),
                  question == null ? null : question.label(),
                  field.required(),
                  field.required()
                      ? reader.say(
                          "triage.required",
                          "organisation",
                          plan.organisation(),
                          "source",
                          field.source() == null ? "" : field.source())
                      : null);
            })
        .toList();
  }

  private static @Nullable String onlyOr(@Nullable String present, List<String> all) {
    return present != null ? present : all.size() == 1 ? all.getFirst() : null;
  }

  /** What cannot be said now, together where it is for one reason. */
  private List<Closed> impossible() {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (String decision : offered().keySet()) {
      String why = why(decision);
      if (why != null) {
        byReason
            .computeIfAbsent(why, reason -> new ArrayList<>())
            .add(reader.say("decision." + decision));
      }
    }
    return byReason.entrySet().stream()
        .map(entry -> new Closed(String.join(", ", entry.getValue()), entry.getKey()))
        .toList();
  }

  /** How long an incident took, from its beginning to its resolution, in words. */
  @Nullable String duration() {
    Instant resolved = state.resolvedAt();
    return resolved == null ? null : Reader.length(Duration.between(state.startedAt(), resolved));
  }
}
