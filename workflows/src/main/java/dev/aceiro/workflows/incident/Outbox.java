package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.communication.Address;
import dev.aceiro.workflows.communication.Deliveries;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.communication.WaitingUpdate;
import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.Unexplained;
import dev.aceiro.workflows.policy.Channel;
import dev.aceiro.workflows.policy.Contact;
import dev.aceiro.workflows.policy.Deadline;
import dev.aceiro.workflows.policy.EscalationRule;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Role;
import dev.aceiro.workflows.policy.UpdateTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what fires into messages, and what becomes of them into facts. */
final class Outbox {
  /** The flag that a channel's failure raises. */
  static final String ALERT_DELIVERY_FAILED = "ALERT_DELIVERY_FAILED";

  private static final String CARD = "card";

  /** Between the texts of fired ids in a message's parameters. */
  private static final String FIRINGS = ",";

  /** What must reach somebody: where every channel was broken, it is tried until one takes it. */
  private static final List<Deadline.Kind> AGAIN =
      List.of(Deadline.Kind.PAGE, Deadline.Kind.ESCALATE, Deadline.Kind.NOTIFY);

  private static final int MOST_NAMED = 8;
  private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Incident incident;

  Outbox(Incident incident) {
    this.incident = incident;
  }

  private IncidentState state() {
    return incident.state();
  }

  private ResponsePlan plan() {
    return incident.plan();
  }

  /** Fires these deadlines; whatever one recipient is to hear of them is one message. */
  void fire(List<Deadline> due, Instant now) {
    Map<String, List<Deadline>> byRecipient = new LinkedHashMap<>();
    Set<String> missed = new LinkedHashSet<>();
    Set<String> repeated = new LinkedHashSet<>();
    for (Deadline deadline : due) {
      if (state().again.remove(deadline.id().text()) != null) {
        repeated.add(deadline.id().text());
      }
      state().fired.put(deadline.id().text(), deadline.firedFor(now));
      switch (deadline.kind()) {
        case END_OBSERVATION -> incident.endObservation(Actor.ACEIRO, null, now);
        case EFFECT -> effect(deadline.id().rule(), now);
        case MISS -> {
          if (missed.add(deadline.id().rule())) {
            incident.note(
                now,
                EntryCode.CLOCK_MISSED,
                Actor.ACEIRO,
                "clock",
                deadline.id().rule().substring("missed:".length()),
                "due",
                deadline.due().toString());
          }
          byRecipient
              .computeIfAbsent(deadline.id().recipient(), r -> new ArrayList<>())
              .add(deadline);
        }
        default ->
            byRecipient
                .computeIfAbsent(deadline.id().recipient(), r -> new ArrayList<>())
                .add(deadline);
      }
    }
    byRecipient.forEach((recipient, deadlines) -> tell(recipient, deadlines, repeated));
    if (!due.isEmpty()) {
      incident.touch();
    }
  }

  private void effect(String id, Instant now) {
    plan().escalations().stream()
        .filter(rule -> rule.id().equals(id))
        .map(EscalationRule::effect)
        .filter(Objects::nonNull)
        .forEach(effect -> incident.effect(id, effect, now));
    plan().raises().stream()
        .filter(rule -> rule.id().equals(id))
        .forEach(rule -> incident.raise(rule, now));
  }

  private void tell(String recipient, List<Deadline> deadlines, Set<String> repeated) {
    Deadline first =
        deadlines.stream()
            .min(java.util.Comparator.comparing(Deadline::kind).thenComparing(d -> d.id().text()))
            .orElseThrow();
    Set<String> kinds = new LinkedHashSet<>();
    Set<String> rules = new LinkedHashSet<>();
    for (Deadline deadline : deadlines) {
      kinds.addAll(deadline.via().isEmpty() ? ownKinds(recipient) : deadline.via());
      rules.add(deadline.id().rule());
    }
    String firings = String.join(FIRINGS, deadlines.stream().map(d -> d.id().text()).toList());
    SortedMap<String, String> params = facts();
    params.put("rules", String.join(",", rules));
    params.put("due", first.due().toString());
    Deadline.Kind kind = first.kind();
    if (AGAIN.contains(kind)) {
      params.put("firings", firings);
    }
    send(
        key(firing(first, repeated)),
        recipient,
        new ArrayList<>(kinds),
        code(kind),
        params,
        first.due(),
        kind == Deadline.Kind.PAGE || kind == Deadline.Kind.ESCALATE);
  }

  String firing(Deadline deadline) {
    return firing(deadline, new LinkedHashSet<>());
  }

  /** What repeats is another message each time, though it is the same rule that fires. */
  private String firing(Deadline deadline, Set<String> repeated) {
    String id = deadline.id().text();
    return deadline.period() == null && !repeated.contains(id)
        ? id
        : id + "|" + state().fired.get(id);
  }

  String code(Deadline.Kind kind) {
    return switch (kind) {
      case PAGE -> "page";
      case ESCALATE -> "escalation";
      case NOTIFY -> state().episode == 1 ? "incident-opened" : "incident-relapsed";
      case MISS -> "clock-missed";
      case REMIND -> "reminder";
      case END_OBSERVATION -> "observation-ended";
      case EFFECT -> "effect";
    };
  }

  /** An update that somebody writes, to whoever got the first notice. */
  void update(String code, UpdateTemplate template, SortedMap<String, String> fields, Instant now) {
    everybodyTold(code, WaitingUpdate.words(fields, facts(template)), now);
  }

  /** An update that somebody wrote and somebody else approved, word for word as they saw it. */
  void approved(WaitingUpdate update, Instant now) {
    everybodyTold(update.template(), update.params(), now);
  }

  /** What is known and its words may name, but for what the template asks a person for. */
  SortedMap<String, String> facts(UpdateTemplate template) {
    SortedMap<String, String> facts = facts();
    facts.keySet().removeAll(template.fields());
    return facts;
  }

  /** An update as it would be, for nobody. */
  Message preview(String template, SortedMap<String, String> params, Instant now) {
    return new Message(
        key("preview"),
        state().profile,
        state().id,
        "",
        List.of(),
        template,
        params,
        now,
        false,
        state().drill,
        List.of());
  }

  /** The end, to whoever got the first notice; a cause only where somebody has said it (C24). */
  void resolved(String summary, @Nullable String cause, Instant now) {
    SortedMap<String, String> params = facts();
    params.put("summary", summary);
    if (cause != null) {
      params.put("cause", cause);
    }
    params.put("resolvedAt", now.toString());
    everybodyTold("incident-resolved", params, now);
  }

  /** Whoever is on call hears that what should have run by itself does not. */
  void stepsStopped(Action action, Instant now) {
    SortedMap<String, String> params = facts();
    params.put("action", action.id() + " " + action.type());
    say("role:" + plan().firstResponder(), "steps-stopped", params, now, true);
  }

  private void everybodyTold(String code, SortedMap<String, String> params, Instant now) {
    for (String recipient : plan().severity(state().severity).tell()) {
      say(recipient, code, params, now, false);
    }
  }

  /** Differences that no entry of the ledger explains, to whoever commands. */
  void unexplained(List<Unexplained> found, Instant now) {
    SortedMap<String, String> params = facts();
    params.put("left", named(found.stream().map(d -> d.id() + " " + d.found().target())));
    say(commander(), "unexplained-differences", params, now, false);
  }

  /** The observation is over: whoever left something in place is to undo or waive it. */
  void leftInPlace(Instant now) {
    if (!state().surveys) {
      return;
    }
    SortedMap<String, List<String>> byOwner = new TreeMap<>();
    for (Action action : state().actions) {
      if (action.state().inForce()) {
        byOwner
            .computeIfAbsent(owner(action), owner -> new ArrayList<>())
            .add(action.id() + " " + action.type());
      }
    }
    byOwner.forEach(
        (owner, left) -> {
          SortedMap<String, String> params = facts();
          params.put("left", named(left.stream()));
          say(owner, "left-in-place", params, now, false);
        });
  }

  private static String named(Stream<String> left) {
    return left.distinct().limit(MOST_NAMED).collect(Collectors.joining(", "));
  }

  /** Who proposed it, where anybody knows how to reach them; else whoever commands. */
  private String owner(Action action) {
    String person = "person:" + action.proposedBy();
    return addresses(person, ownKinds(person)).isEmpty() ? commander() : person;
  }

  /** The role that commands, as far as the plan has one. */
  private String commander() {
    return "role:"
        + plan().roles().stream()
            .filter(role -> role.canonical().equals("INCIDENT_COMMANDER"))
            .findFirst()
            .or(() -> plan().roles().stream().filter(Role::lead).findFirst())
            .map(Role::id)
            .orElse(plan().firstResponder());
  }

  /** Brings the incident's message in each chat channel up to date. */
  void refreshCard(Instant now) {
    for (String recipient : plan().severity(state().severity).tell()) {
      if (recipient.startsWith("channel:") && ownKinds(recipient).contains("slack")) {
        say(recipient, CARD, facts(), now, false);
      }
    }
  }

  /** Takes in what became of a message. */
  void delivered(Deliveries deliveries, Instant now) {
    Message message =
        state().messages.stream()
            .filter(m -> m.key().equals(deliveries.message()))
            .findFirst()
            .orElse(null);
    if (message == null) {
      return;
    }
    String fired = message.params().get("rules");
    List<String> rules = fired == null ? List.of() : List.of(fired.split(","));
    boolean present = String.valueOf(state().episode).equals(message.params().get("episode"));
    Instant deliveredAt = deliveries.deliveredAt();
    if (deliveredAt != null && present && rules.contains("notify")) {
      Instant notified = within(deliveredAt, now);
      if (state().notifiedAt == null || notified.isBefore(state().notifiedAt)) {
        state().notifiedAt = notified;
      }
    }
    boolean heard = deliveries.delivered() || message.told();
    if (deliveries.more()) {
      if (heard) {
        int place = state().messages.indexOf(message);
        state().messages.set(place, message.asTold());
      }
    } else {
      state().messages.remove(message);
    }
    if (deliveries.more() && !heard) {
      return;
    }
    boolean lost = deliveries.lost() && !heard;
    // What an update or a card became of is in the outbox; the timeline names only what somebody
    // waits for, and a flush for each of
    // them would cost history.
    boolean worthNoting = !message.told() && (!rules.isEmpty() || lost);
    if (worthNoting) {
      incident.note(
          now,
          lost
              ? EntryCode.MESSAGE_FAILED
              : deliveries.dry() ? EntryCode.MESSAGE_DRY : EntryCode.MESSAGE_SENT,
          Actor.ACEIRO,
          "recipient",
          message.recipient(),
          "message",
          message.code(),
          "rules",
          message.params().get("rules"),
          "failed",
          deliveries.more() ? null : joined(deliveries.failedKinds()));
    }
    if (!deliveries.more() && !deliveries.failedKinds().isEmpty()) {
      failed(message, deliveries, rules, lost, now);
    }
  }

  /** A sender's clock is not ours: nobody was told before the episode began, nor later than now. */
  private Instant within(Instant deliveredAt, Instant now) {
    Instant began = state().episodeStartedAt;
    return deliveredAt.isAfter(now) ? now : deliveredAt.isBefore(began) ? began : deliveredAt;
  }

  private void failed(
      Message message, Deliveries deliveries, List<String> rules, boolean lost, Instant now) {
    if (lost) {
      rules.stream()
          .filter(rule -> rule.startsWith("ladder-"))
          .forEach(
              rule -> state().failedRungs.put(rule + "|" + message.params().get("episode"), now));
    }
    List<String> broken = deliveries.brokenKinds();
    String firings = message.params().get("firings");
    if (lost && !broken.isEmpty() && firings != null) {
      Instant next = next(message.dueAt(), now);
      List.of(firings.split(FIRINGS)).forEach(firing -> state().again.put(firing, next));
    }
    if (!rules.isEmpty()
        && !broken.isEmpty()
        && !state().flags.containsKey(ALERT_DELIVERY_FAILED)) {
      incident.raiseFlag(Actor.ACEIRO, ALERT_DELIVERY_FAILED, joined(broken), now);
    }
  }

  /**
   * Soon at first and later the longer the episode lasts, so that a night's outage stays small;
   * counted from when it was due, however long the channels took to fail.
   */
  private Instant next(Instant due, Instant now) {
    Duration lasted = Duration.between(state().episodeStartedAt, due);
    Duration shortest = SHORTEST_PAUSE.dividedBy(plan().speed());
    Duration longest = LONGEST_PAUSE.dividedBy(plan().speed());
    Duration pause =
        lasted.compareTo(shortest) < 0
            ? shortest
            : lasted.compareTo(longest) > 0 ? longest : lasted;
    Instant next = due.plus(pause);
    return next.isAfter(now) ? next : now.plus(shortest);
  }

  private static @Nullable String joined(List<String> texts) {
    return texts.isEmpty() ? null : String.join(", ", texts);
  }

  private String key(String firing) {
    return state().id + "/" + firing;
  }

  private SortedMap<String, String> facts() {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("severity", state().severity);
    facts.put("title", state().title);
    facts.put("stage", state().stage.name());
    facts.put("episode", String.valueOf(state().episode));
    facts.put("services", String.join(", ", state().services));
    facts.put("startedAt", state().startedAt.toString());
    facts.put("receivedAt", state().receivedAt.toString());
    if (state().environment != null) {
      facts.put("environment", state().environment);
    }
    if (state().acknowledgedBy != null) {
      facts.put("acknowledgedBy", state().acknowledgedBy);
    }
    return facts;
  }

  /** Something said once in each revision, over the channels that its recipient has. */
  private void say(
      String recipient, String code, SortedMap<String, String> params, Instant now, boolean page) {
    send(
        key(code + "|" + state().revision + "|" + recipient),
        recipient,
        ownKinds(recipient),
        code,
        params,
        now,
        page);
  }

  private void send(
      String key,
      String recipient,
      List<String> kinds,
      String code,
      SortedMap<String, String> params,
      Instant dueAt,
      boolean page) {
    state()
        .messages
        .add(
            new Message(
                key,
                state().profile,
                state().id,
                recipient,
                kinds,
                code,
                params,
                dueAt,
                page,
                state().drill,
                addresses(recipient, kinds)));
  }

  List<String> ownKinds(String recipient) {
    String id = recipient.substring(recipient.indexOf(':') + 1);
    if (recipient.startsWith("channel:")) {
      Channel channel = plan().channel(id);
      return channel == null ? List.of() : List.of(channel.kind());
    }
    Role role = plan().role(id);
    return role == null ? List.of("slack", "email") : role.channels();
  }

  private List<Address> addresses(String recipient, List<String> kinds) {
    String id = recipient.substring(recipient.indexOf(':') + 1);
    List<Address> addresses = new ArrayList<>();
    if (recipient.startsWith("channel:")) {
      Channel channel = plan().channel(id);
      if (channel != null) {
        addresses.add(new Address(channel.kind(), channel.id(), channel.address()));
      }
      return addresses;
    }
    Role role = plan().role(id);
    List<Contact> contacts =
        role != null
            ? role.contacts()
            : plan().roles().stream()
                .flatMap(r -> r.contacts().stream())
                .filter(c -> c.person().equals(id))
                .limit(1)
                .toList();
    for (Contact contact : contacts) {
      for (String kind : kinds) {
        String value =
            switch (kind) {
              case "slack" -> contact.slack();
              case "email" -> contact.email();
              default -> contact.phone();
            };
        if (value != null) {
          addresses.add(new Address(kind, contact.person(), value));
        }
      }
    }
    return addresses;
  }
}
