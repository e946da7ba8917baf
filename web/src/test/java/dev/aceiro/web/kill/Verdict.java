package dev.aceiro.web.kill;

import dev.aceiro.web.kill.Expectations.Expected;
import dev.aceiro.web.kill.RecordReader.Entry;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds what the clients remember and what the fakes counted against the record. */
final class Verdict {
  private static final Duration PROMPT = Duration.ofSeconds(5);
  private static final Duration AT_LATEST = Duration.ofSeconds(15);
  private static final Duration ROUND_IT = Duration.ofSeconds(2);

  private static final Set<String> SEVERITY_SAID =
      Set.of("OPENED", "TRIAGED", "TRIAGE_CORRECTED", "RECLASSIFIED");

  /** A claim was made and nobody can tell whether the call was, or whether what is there is its. */
  private static final Set<String> UNATTRIBUTED =
      Set.of("NO_EFFECT", "NO_CLEAR_ANSWER", "UNREADABLE", "CLAIMED_BEFORE");

  private final Installation installation;
  private final RecordReader record;
  private final Facts facts;
  private final Outages outages;
  private final RecordingProxy aws;
  private final List<Posts> posts;
  private final boolean engineKeepsEverything;
  private final List<String> broken = new ArrayList<>();
  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final Map<String, List<Entry>> timelines = new LinkedHashMap<>();
  private final JsonMapper json = JsonMapper.shared();

  /**
   * @param engineKeepsEverything whether the engine's histories outlived every kill
   */
  Verdict(Installation installation, boolean engineKeepsEverything) {
    this.installation = installation;
    this.record = installation.record;
    this.facts = installation.facts;
    this.outages = installation.outages;
    this.aws = installation.aws;
    this.posts = List.of(installation.slack.posts(), installation.mail.posts());
    this.engineKeepsEverything = engineKeepsEverything;
  }

  /** Every promise that was not kept; empty is what one wants. */
  List<String> broken() {
    facts.incidents.values().forEach(id -> timelines.put(id, record.timeline(id)));
    incidents();
    alarms();
    decisions();
    containment();
    pages();
    deadlines();
    return broken;
  }

  /** The figures, once {@link #broken} has been asked. */
  Map<String, Object> figures() {
    return figures;
  }

  private void incidents() {
    int resumed = 0;
    int relapsed = 0;
    for (Map<String, Object> row :
        record.rows(
            "SELECT id, stage, generation, snapshot_generation, last_sequence FROM incident"
                + " WHERE NOT drill")) {
      String id = String.valueOf(row.get("id"));
      if (!facts.incidents.containsValue(id)) {
        broken.add(id + " was opened by nobody's alarm");
        continue;
      }
      check("CLOSED".equals(row.get("stage")), id + " is " + row.get("stage") + ", not CLOSED");
      check(
          row.get("generation").equals(row.get("snapshot_generation")),
          id + " has generations " + row);
      List<Entry> timeline = timelines.getOrDefault(id, List.of());
      check(
          !timeline.isEmpty() && timeline.getFirst().code().equals("OPENED"),
          id + "'s timeline does not begin with its opening");
      Set<Long> sequences = new HashSet<>();
      int generation = 1;
      for (Entry entry : timeline) {
        check(sequences.add(entry.sequence()), id + " has two entries " + entry.sequence());
        check(
            entry.generation() >= generation,
            id + ": generation goes back at entry " + entry.sequence());
        generation = Math.max(generation, entry.generation());
        if (entry.code().equals("RESUMED")) {
          resumed++;
        }
        if (entry.code().equals("RELAPSED")) {
          relapsed++;
        }
      }
      check(
          sequences.size() == timeline.stream().mapToLong(Entry::sequence).max().orElse(0),
          id + "'s timeline has gaps");
      check(
          generation == ((Number) row.get("generation")).intValue(),
          id + ": the last entry is of generation " + generation + ", the incident of another");
    }
    figures.put("incidents", facts.incidents.size());
    figures.put("relapses", relapsed);
    check(relapsed > 0, "no incident has relapsed");
    figures.put("resumptions", resumed);
    figures.put("timeline entries", timelines.values().stream().mapToInt(List::size).sum());
  }

  private void alarms() {
    int redelivered = 0;
    for (Facts.Alarm alarm : facts.alarms) {
      List<Map<String, Object>> rows =
          record.rows(
              "SELECT incident, status, deliveries FROM inbox WHERE event_id = ?",
              "id/" + alarm.id());
      if (rows.size() != 1) {
        broken.add("alarm " + alarm.id() + " was answered 202 and has " + rows.size() + " rows");
        continue;
      }
      Map<String, Object> row = rows.getFirst();
      redelivered += ((Number) row.get("deliveries")).intValue() > 1 ? 1 : 0;
      check(
          List.of("SETTLED", "REPEAT").contains(row.get("status")),
          "alarm " + alarm.id() + " is " + row.get("status"));
      check(
          facts.incidents.entrySet().stream()
              .filter(each -> each.getValue().equals(row.get("incident")))
              .anyMatch(each -> Lifecycle.belongs(each.getKey(), alarm.key())),
          "alarm " + alarm.id() + " is in " + row.get("incident"));
    }
    figures.put("alarms answered 202", facts.alarms.size());
    figures.put("alarm requests", facts.alarmTries.get());
    figures.put("alarms delivered again", redelivered);
  }

  private void decisions() {
    int unrecorded = 0;
    int unrecordedLost = 0;
    for (Facts.Decision decision : facts.decisions) {
      long found =
          timelines.getOrDefault(decision.incident(), List.of()).stream()
              .filter(e -> says(e, decision.code()))
              .filter(e -> decision.proof().isEmpty() || holds(e, decision.proof()))
              .count();
      unrecorded += decision.recorded() ? 0 : 1;
      if (found == 0) {
        if (decision.recorded() || engineKeepsEverything) {
          broken.add("decision lost: " + decision);
        } else {
          unrecordedLost++;
        }
      }
      check(found <= 1 || !decision.unique(), "decision taken " + found + " times: " + decision);
    }
    figures.put("decisions answered 200", facts.decisions.size());
    figures.put("decision requests", facts.decisionTries.get());
    figures.put("answered 5xx", facts.unavailable.get());
    figures.put("refused 409", facts.refusals.size());
    figures.put("recorded: false", unrecorded);
    figures.put("of which lost", unrecordedLost);
  }

  /** A triage that is said again is a correction. */
  private static boolean says(Entry entry, String code) {
    return entry.code().equals(code)
        || (code.equals("TRIAGED") && entry.code().equals("TRIAGE_CORRECTED"));
  }

  /** Whether it is one of the entry's values, and not only the beginning of one. */
  private static boolean holds(Entry entry, String proof) {
    return entry.params().contains("\"" + proof + "\"");
  }

  private void containment() {
    int calls = 0;
    List<String> asked = new ArrayList<>();
    int attempts = 0;
    for (String script : facts.incidents.keySet()) {
      String id = facts.incidents.get(script);
      for (String service : Lifecycle.services(script)) {
        int made = aws.calls(service).size();
        calls += made;
        List<Map<String, Object>> rows =
            record.rows(
                "SELECT action, state, attempts, code FROM ledger_entry"
                    + " WHERE incident = ? AND parameters->>'service' = ?",
                id,
                service);
        if (rows.isEmpty()) {
          check(made == 0, service + " was called " + made + " times and is on no ledger");
          continue;
        }
        int approved = rows.stream().mapToInt(r -> ((Number) r.get("attempts")).intValue()).sum();
        attempts += approved;
        check(
            made <= approved,
            service + " was called " + made + " times for " + approved + " approved attempts");
        List<String> reasons =
            rows.stream()
                .flatMap(r -> leftToAPerson(id, String.valueOf(r.get("action"))).stream())
                .toList();
        asked.addAll(reasons);
        reasons.stream()
            .filter(why -> !UNATTRIBUTED.contains(why))
            .forEach(why -> broken.add(service + " was left to a person without need: " + why));
        check(
            made >= 1 || approved == 0 || !reasons.isEmpty(),
            service + " was never called, " + approved + " attempts, ledger: " + rows);
      }
    }
    figures.put("approved attempts", attempts);
    figures.put("containment calls", calls);
    figures.put("left to a person", asked.size() + (asked.isEmpty() ? "" : " " + asked));
  }

  /** Why a person was asked about an action, once for each time. */
  private List<String> leftToAPerson(String incident, String action) {
    return timelines.get(incident).stream()
        .filter(
            e ->
                List.of("ACTION_UNKNOWN", "ACTION_FAILED", "ACTION_WITH_PERSON").contains(e.code()))
        .filter(e -> holds(e, action))
        .map(e -> json.readTree(e.params()).path("why").asString(""))
        .toList();
  }

  private void pages() {
    Set<String> arrived = new HashSet<>();
    posts.forEach(each -> each.all().forEach(post -> arrived.add(post.key())));
    int sent = 0;
    int unnoted = 0;
    int withdrawn = 0;
    int updates = 0;
    for (Map<String, Object> row :
        record.rows(
            "SELECT message, channel, person, recipient, state, code FROM communication"
                + " WHERE NOT drill AND channel IN ('slack', 'email')")) {
      if ("FAILED".equals(row.get("state"))) {
        continue;
      }
      if (!"SENT".equals(row.get("state")) && !engineKeepsEverything) {
        // About to be sent when the histories were lost. A resumed incident may say it in another
        // message, with whatever else is due to the same reader by then, and what was never on
        // record
        // nobody is owed: whether each firing was told is asked of the firings, below.
        withdrawn++;
        continue;
      }
      // A process that dies while PostgreSQL is away takes along that it had sent this.
      unnoted += "SENT".equals(row.get("state")) ? 0 : 1;
      if (List.of("card", "incident-opened").contains(row.get("code"))
          && String.valueOf(row.get("recipient")).startsWith("channel:")) {
        // One message for the incident, updated in place: an update carries no key.
        updates++;
        continue;
      }
      sent++;
      String key =
          Mailroom.delivery(
              String.valueOf(row.get("message")),
              String.valueOf(row.get("channel")),
              String.valueOf(row.get("person")));
      check(arrived.contains(key), "never arrived: " + row);
    }
    figures.put("messages sent", sent);
    figures.put("of which not noted so", unnoted);
    figures.put("said otherwise", withdrawn);
    figures.put("cards updated", updates);
    figures.put("arrived at Slack and SMTP", posts.stream().mapToInt(p -> p.all().size()).sum());
    figures.put("duplicates", posts.stream().mapToInt(p -> p.duplicates().size()).sum());
  }

  private void deadlines() {
    List<Duration> late = new ArrayList<>();
    int expectations = 0;
    int excused = 0;
    int dry = 0;
    for (String id : facts.incidents.values()) {
      Map<String, Object> row =
          record.rows("SELECT snapshot, received_at FROM incident WHERE id = ?", id).getFirst();
      Mailroom mailroom = Mailroom.of(installation, id);
      JsonNode fired = json.readTree(String.valueOf(row.get("snapshot"))).path("fired");
      for (Map.Entry<String, JsonNode> each : fired.properties()) {
        Instant due = Instant.parse(each.getValue().asString());
        String recipient = each.getKey().substring(each.getKey().lastIndexOf('|') + 1);
        if (recipient.equals("-")) {
          continue;
        }
        Optional<Instant> told = told(id, mailroom, each.getKey(), due, recipient);
        if (told.isEmpty()) {
          if (saidToBeDry(id, each.getKey(), recipient)) {
            dry++;
          } else {
            broken.add(id + ": fired and told nobody: " + each.getKey());
          }
          continue;
        }
        Instant owed = owedSince(id, mailroom.plan(), each.getKey(), due, told.get());
        Instant from = outages.possibleFrom(owed, told.get());
        Duration lateness = Duration.between(from, told.get());
        late.add(lateness.isNegative() ? Duration.ZERO : lateness);
        Duration limit = limit(id, due, told.get());
        check(
            lateness.compareTo(limit) <= 0,
            "%s: %s was due %s, possible from %s, told %s: %d ms late"
                .formatted(id, each.getKey(), due, from, told.get(), lateness.toMillis()));
      }
      for (Expected expected :
          Expectations.of(mailroom.plan(), timelines.get(id), (Instant) row.get("received_at"))) {
        expectations++;
        if (fires(fired, expected)) {
          continue;
        }
        Instant possible = outages.possibleFrom(expected.due(), expected.until());
        if (possible.plus(AT_LATEST).isBefore(expected.until())) {
          broken.add(id + ": never fired: " + expected);
        } else {
          excused++;
        }
      }
    }
    late.sort(Comparator.naturalOrder());
    figures.put("deadlines fired", late.size());
    figures.put("of which dry", dry);
    figures.put("deadlines expected", expectations);
    figures.put("of which overtaken", excused);
    figures.put("lateness p50 ms", late.isEmpty() ? 0 : late.get(late.size() / 2).toMillis());
    figures.put(
        "lateness p95 ms", late.isEmpty() ? 0 : late.get(late.size() * 95 / 100).toMillis());
    figures.put("lateness max ms", late.isEmpty() ? 0 : late.getLast().toMillis());
  }

  /** A rung by telephone reaches nobody here; the timeline must say so. */
  private boolean saidToBeDry(String id, String fired, String recipient) {
    String rule = fired.substring(0, fired.indexOf('|'));
    return timelines.get(id).stream()
        .filter(entry -> entry.code().equals("MESSAGE_DRY"))
        .map(entry -> json.readTree(entry.params()))
        .anyMatch(
            said ->
                said.path("recipient").asString("").equals(recipient)
                    && List.of(said.path("rules").asString("").split(",")).contains(rule));
  }

  /** When it became due: a severity that was raised makes due at once what began before it was. */
  private Instant owedSince(String id, ResponsePlan plan, String fired, Instant due, Instant told) {
    String rule = fired.substring(0, fired.indexOf('|'));
    String recipient = fired.substring(fired.lastIndexOf('|') + 1);
    Severity before = null;
    for (Entry entry : timelines.get(id)) {
      if (SEVERITY_SAID.contains(entry.code())) {
        Severity after = plan.severity(json.readTree(entry.params()).path("severity").asString(""));
        boolean meanwhile = entry.occurredAt().isAfter(due) && !entry.occurredAt().isAfter(told);
        if (before != null && meanwhile && !same(before, after, rule, recipient)) {
          return entry.occurredAt();
        }
        before = after;
      }
    }
    return due;
  }

  /** Whether two severities owe the same to somebody by a rule. */
  private static boolean same(Severity one, Severity other, String rule, String recipient) {
    if (rule.equals("notify")) {
      return one.tell().contains(recipient) == other.tell().contains(recipient);
    }
    return !rule.startsWith("missed:") || one.clocks().equals(other.clocks());
  }

  private static boolean fires(JsonNode fired, Expected expected) {
    return fired.properties().stream()
        .anyMatch(
            each ->
                each.getKey().startsWith(expected.rule() + "|" + expected.episode() + "|")
                    && each.getKey().endsWith("|" + expected.recipient()));
  }

  /** When a firing reached somebody: by a message of its own, or in one with others. */
  private Optional<Instant> told(
      String id, Mailroom mailroom, String fired, Instant due, String recipient) {
    Stream<Instant> arrivals =
        Stream.of(fired, fired + "|" + due)
            .flatMap(firing -> mailroom.of(firing, recipient).stream())
            .map(Posts.Post::at)
            .filter(at -> !at.isBefore(due.minusSeconds(1)));
    String rule = fired.substring(0, fired.indexOf('|'));
    Stream<Instant> noted =
        timelines.get(id).stream()
            .filter(e -> e.code().equals("MESSAGE_SENT"))
            .filter(e -> !e.occurredAt().isBefore(due.minusSeconds(1)))
            .filter(
                e -> {
                  JsonNode params = json.readTree(e.params());
                  return params.path("recipient").asString("").equals(recipient)
                      && List.of(params.path("rules").asString("").split(",")).contains(rule);
                })
            .map(Entry::occurredAt);
    return Stream.concat(arrivals, noted).min(Comparator.naturalOrder());
  }

  /** 5 s, or 15 s where a kill around that time may have caught the incident at work. */
  private Duration limit(String id, Instant due, Instant told) {
    boolean inFlight =
        outages.between(due.minus(AT_LATEST), told).stream()
            .anyMatch(
                outage ->
                    timelines.get(id).stream()
                        .anyMatch(
                            e ->
                                e.occurredAt().isAfter(outage.killedAt().minus(ROUND_IT))
                                    && e.occurredAt().isBefore(outage.readyAt().plus(ROUND_IT))));
    return inFlight ? AT_LATEST : PROMPT;
  }

  private void check(boolean kept, String otherwise) {
    if (!kept) {
      broken.add(otherwise);
    }
  }
}
