package dev.aceiro.web.kill;

import dev.aceiro.web.aws.MotoServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * One incident from its first alarm to CLOSED, with one relapse, told by its responders over HTTP.
 * They look at where the incident stands and do what comes next, so that the script goes on
 * wherever a kill has left it.
 */
final class Lifecycle {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** Whoever does not see what they have decided does not decide it again, for so long. */
  private static final Duration RECORDED_BY = Duration.ofSeconds(30);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
  private static final String FOLLOW_UP = "f";
  private static final String RESPONDER = KillProfile.ID + "/on-call";
  private static final String LEAD = KillProfile.ID + "/platform-lead";

  /**
   * What is special about one.
   *
   * @param name unique in the suite
   * @param key the correlation key of its alarms
   * @param alarm the alarm's name, which decides the service
   * @param severity to which triage sets it
   * @param sleepy for how long nobody looks at it
   * @param slow for how long nobody contains it
   * @param patient whether its observation ends by itself
   */
  record Style(
      String name,
      String key,
      String alarm,
      String severity,
      Duration sleepy,
      Duration slow,
      boolean patient) {
    private Style next() {
      return new Style(name + FOLLOW_UP, key, alarm, severity, sleepy, slow, patient);
    }
  }

  private final Style style;
  private final Installation installation;
  private final Client client;
  private final RecordReader record;
  private final RecordingProxy aws;
  private final Facts facts;
  private final Clock clock;
  private final Random random;
  private String incident = "";
  private long revision;
  private Instant decidedAt = Instant.EPOCH;
  private int nonces;
  private boolean relapsed;
  private boolean cleared;
  private int actionsOrdered;

  Lifecycle(Style style, Installation installation, long seed) {
    this.style = style;
    this.installation = installation;
    this.facts = installation.facts;
    this.clock = installation.clock;
    this.client = new Client(installation.application.uri(), facts, clock);
    this.record = installation.record;
    this.aws = installation.aws;
    this.random = new Random(seed);
  }

  /** The ECS services that this script acts on, one for each episode. */
  static List<String> services(String name) {
    return List.of(name + "-e1", name + "-e2");
  }

  /** Whether an incident of that name has alarms of that key. */
  static boolean belongs(String name, String key) {
    return name.equals(key) || name.matches(key + FOLLOW_UP + "+");
  }

  /**
   * Plays it to its end, and whatever else its alarms have opened: a kill may outlast the
   * observation, and then what was to be a relapse is an incident of its own.
   */
  void play() {
    try (client) {
      installation.moto.createServices(services(style.name()));
      alarm("FIRING");
      playOn(find());
    }
    for (Optional<Lifecycle> next = followUp(); next.isPresent(); next = next.get().followUp()) {
      next.get().playFollowUp();
    }
  }

  private void playFollowUp() {
    try (client) {
      installation.moto.createServices(services(style.name()));
      playOn(incident);
    }
  }

  private Optional<Lifecycle> followUp() {
    return facts.alarms.stream()
        .filter(alarm -> alarm.key().equals(style.key()))
        .map(alarm -> find(alarm.id()))
        .filter(id -> !facts.incidents.containsValue(id))
        .findFirst()
        .map(
            id -> {
              Lifecycle next = new Lifecycle(style.next(), installation, random.nextLong());
              next.incident = id;
              return next;
            });
  }

  private void playOn(String id) {
    incident = id;
    facts.incidents.put(style.name(), incident);
    Instant giveUp = clock.instant().plus(LONGEST);
    Instant found = clock.instant();
    while (true) {
      Optional<JsonNode> seen = client.incident(incident, LEAD, revision);
      if (seen.isPresent()) {
        View view = new View(seen.get());
        if (view.stage().equals("CLOSED")) {
          return;
        }
        if (view.revision() >= revision || clock.instant().isAfter(decidedAt.plus(RECORDED_BY))) {
          step(view, found);
        }
      }
      if (clock.instant().isAfter(giveUp)) {
        throw new IllegalStateException(
            style.name() + " = " + incident + " is not closed after " + LONGEST + ": " + seen);
      }
      Pause.of(BETWEEN_LOOKS);
    }
  }

  private String find() {
    return find(style.key() + "-1");
  }

  private String find(String id) {
    Instant giveUp = clock.instant().plus(LONGEST);
    while (clock.instant().isBefore(giveUp)) {
      Optional<String> found = record.incidentOf(id);
      if (found.isPresent()) {
        return found.get();
      }
      Pause.of(BETWEEN_LOOKS);
    }
    throw new IllegalStateException("alarm " + id + " was answered 202 and is in no incident");
  }

  private void step(View view, Instant found) {
    if (random.nextInt(12) == 0) {
      note(view);
    }
    switch (view.stage()) {
      case "DETECT" -> {
        if (clock.instant().isAfter(found.plus(style.sleepy()))) {
          decide(view, "acknowledge", RESPONDER, Map.of(), "ACKNOWLEDGED", "", false);
        }
      }
      case "TRIAGE" -> triage(view);
      case "CONTAIN" -> contain(view, found);
      case "RECOVER" -> recover(view);
      case "POST_MORTEM" -> afterwards(view);
      default -> throw new IllegalStateException("stage " + view.stage());
    }
  }

  private void triage(View view) {
    String nonce = nonce("zone");
    decide(
        view,
        "triage",
        RESPONDER,
        Map.of(
            "severity",
            style.severity(),
            "scenario",
            "api-errors",
            "environment",
            "prod",
            "zones",
            List.of(nonce)),
        "TRIAGED",
        nonce,
        true);
  }

  private void contain(View view, Instant found) {
    cleared = false;
    if (!view.acknowledged() && view.offers("acknowledge")) {
      decide(view, "acknowledge", LEAD, Map.of(), "ACKNOWLEDGED", "", false);
      return;
    }
    String service = services(style.name()).get(Math.min(view.episode(), 2) - 1);
    Optional<JsonNode> action = view.action(service);
    if (action.isEmpty()) {
      String nonce = nonce("reason");
      aws.hold(service);
      decide(
          view,
          "propose-action",
          RESPONDER,
          Map.of(
              "type",
              "ecs.force-new-deployment",
              "parameters",
              Map.of("cluster", MotoServer.CLUSTER, "service", service),
              "reason",
              nonce),
          "ACTION_PROPOSED",
          nonce,
          true);
      return;
    }
    String id = action.get().path("id").asString("");
    switch (action.get().path("state").asString("")) {
      case "CAPTURING" -> {}
      case "WAITING" -> approve(view, action.get());
      case "APPLYING" -> {
        // The stage is left, and the run with it, while AWS keeps its answer back.
        if (!aws.calls(service).isEmpty() || view.episode() > 1) {
          contained(view);
          aws.release(service);
        }
      }
      case "OUTCOME_UNKNOWN" -> {
        aws.release(service);
        decideUnknown(view, id);
      }
      default -> {
        aws.release(service);
        if (clock.instant().isAfter(found.plus(style.sleepy()).plus(style.slow()))) {
          contained(view);
        }
      }
    }
  }

  private void approve(View view, JsonNode action) {
    String digest = action.path("capture").path("digest").asString("");
    decide(
        view,
        "approve-action",
        LEAD,
        Map.of("action", action.path("id").asString(""), "digest", digest),
        "ACTION_APPROVED",
        action.path("id").asString(""),
        false);
  }

  private void decideUnknown(View view, String id) {
    String nonce = nonce("lead");
    boolean retry = random.nextBoolean() && actionsOrdered++ < 2;
    decide(
        view,
        retry ? "retry-action" : "waive-undo",
        LEAD,
        Map.of("action", id, "reason", nonce),
        retry ? "ACTION_RETRIED" : "UNDO_WAIVED",
        nonce,
        true);
  }

  private void contained(View view) {
    String nonce = nonce("contained");
    decide(view, "mark-contained", RESPONDER, Map.of("summary", nonce), "CONTAINED", nonce, true);
  }

  private void recover(View view) {
    services(style.name()).forEach(aws::release);
    settle(view);
    if (!cleared) {
      cleared = true;
      alarm("RESOLVED");
      String nonce = nonce("update");
      decide(
          view,
          "send-update",
          RESPONDER,
          Map.of(
              "audience", "internal",
              "template", "internal-update",
              "fields", Map.of("lastUpdate", nonce, "nextSteps", "-", "status", "-")),
          "UPDATE_SENT",
          nonce,
          true);
      return;
    }
    for (JsonNode check : view.checks()) {
      String id = check.path("check").asString(check.path("id").asString(""));
      String state = check.path("state").asString("");
      String kind = check.path("kind").asString("");
      if (state.equals("FAILED") || (state.equals("OPEN") && !kind.equals("alarms-cleared"))) {
        boolean byPerson = kind.equals("checklist");
        decide(
            view,
            "answer-check",
            RESPONDER,
            Map.of("check", id, "outcome", byPerson ? "passed" : "run"),
            byPerson ? "CHECK_ANSWERED" : "CHECK_STARTED",
            id,
            false);
        return;
      }
    }
    if (view.offers("declare-recovered")) {
      String nonce = nonce("recovered");
      decide(view, "declare-recovered", LEAD, Map.of("summary", nonce), "RECOVERED", nonce, true);
    }
  }

  private void afterwards(View view) {
    if (view.episode() == 1 && view.observing()) {
      if (!relapsed || random.nextInt(10) == 0) {
        relapsed = true;
        alarm("FIRING");
      }
      return;
    }
    settle(view);
    if (!view.drafted()) {
      String nonce = nonce("draft");
      decide(view, "submit-draft", LEAD, Map.of("text", nonce), "DRAFT_SUBMITTED", nonce, true);
    } else if (!view.reviewed()) {
      if (view.offers("complete-review")) {
        String nonce = nonce("reviewer");
        decide(
            view,
            "complete-review",
            LEAD,
            Map.of("when", clock.instant().minusMillis(300).toString(), "who", List.of(nonce)),
            "REVIEW_COMPLETED",
            nonce,
            true);
      }
    } else if (view.items().isEmpty()) {
      String nonce = nonce("item");
      decide(
          view,
          "add-action-item",
          LEAD,
          Map.of("text", nonce, "owner", "platform-lead", "priority", "P1", "type", "prevent"),
          "ITEM_ADDED",
          nonce,
          true);
    } else {
      finishItems(view);
    }
    if (!style.patient() && view.offers("end-observation")) {
      String nonce = nonce("observed");
      decide(
          view, "end-observation", LEAD, Map.of("reason", nonce), "OBSERVATION_ENDED", nonce, true);
    }
  }

  private void finishItems(View view) {
    for (JsonNode item : view.items()) {
      if (item.path("state").asString("").equals("OPEN")) {
        String nonce = nonce("done");
        decide(
            view,
            "complete-action-item",
            LEAD,
            Map.of("item", item.path("id").asString(""), "reason", nonce),
            "ITEM_DONE",
            nonce,
            true);
      }
    }
  }

  /** Whatever the ledger asks of a person outside of containment. */
  private void settle(View view) {
    for (JsonNode action : view.actions()) {
      String id = action.path("id").asString("");
      switch (action.path("state").asString("")) {
        case "OUTCOME_UNKNOWN" -> decideUnknown(view, id);
        case "WAITING" -> approve(view, action);
        case "APPLIED", "ACHIEVED_CAUSE_UNPROVEN", "UNDO_FAILED" -> {
          if (view.stage().equals("POST_MORTEM")) {
            String nonce = nonce("waived");
            decide(
                view,
                "waive-undo",
                LEAD,
                Map.of("action", id, "reason", nonce),
                "UNDO_WAIVED",
                nonce,
                true);
          }
        }
        default -> {}
      }
    }
  }

  private void note(View view) {
    String nonce = nonce("note");
    decide(view, "note", RESPONDER, Map.of("text", nonce), "NOTE", nonce, true);
  }

  private void decide(
      View view,
      String decision,
      String person,
      Map<String, Object> body,
      String code,
      String proof,
      boolean unique) {
    Client.Answer answer =
        client.decide(incident, decision, person, style.name() + "-" + ++nonces, body);
    if (answer.ok()) {
      revision = answer.body().path("revision").asLong(0);
      decidedAt = clock.instant();
      facts.decisions.add(
          new Facts.Decision(
              incident,
              decision,
              code,
              proof,
              unique,
              answer.body().path("recorded").asBoolean(false),
              clock.instant()));
    } else {
      // What this script believed is out of date; it looks again.
      revision = 0;
    }
  }

  private void alarm(String state) {
    Map<String, Object> alarm = new LinkedHashMap<>();
    long before = facts.alarms.stream().filter(a -> a.key().equals(style.key())).count();
    alarm.put("id", style.key() + "-" + (before + 1));
    alarm.put("name", style.alarm());
    alarm.put("state", state);
    alarm.put("key", style.key());
    alarm.put("environment", "prod");
    alarm.put("summary", style.name() + " " + state);
    client.alarm(KillProfile.ID, style.key(), alarm);
  }

  private String nonce(String what) {
    return what + "-" + style.name() + "-" + ++nonces;
  }
}
