package dev.aceiro.web.profile.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.profile.Profile;
import dev.aceiro.web.profile.ShippedProfiles;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.incident.Body;
import dev.aceiro.workflows.incident.Script;
import dev.aceiro.workflows.incident.Simulation;
import dev.aceiro.workflows.policy.ActionOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs what a row describes, and looks for what it asserts. */
final class Rehearsal {
  static final Instant START = Instant.parse("2026-03-10T06:00:00Z");

  private static final Duration UNTIL = Duration.ofDays(12);
  private static final List<String> CHANNELS =
      List.of("slack", "email", "sms", "pagerduty", "phone");
  private static final Map<String, Rehearsal> RUN = new ConcurrentHashMap<>();

  private final Simulation.Result result;

  private Rehearsal(Simulation.Result result) {
    this.result = result;
  }

  static Rehearsal of(Row row) {
    String situation =
        "%s|%s|%s|%s".formatted(row.profile(), row.severity(), row.scenario(), row.events());
    return RUN.computeIfAbsent(
        situation,
        run -> {
          Profile profile = ShippedProfiles.of(row.profile());
          return new Rehearsal(
              Simulation.run(profile.plan(), profile.catalogue(), Rehearsal.script(row)));
        });
  }

  /** Fails unless what the row asserts happens then, and at no other time. */
  void proves(Row row) {
    assertThat(told(row))
        .as("%s%nassumed %s", row, result.assumptions())
        .extracting(Simulation.Firing::offset)
        .containsExactlyElementsOf(row.at());
  }

  List<Simulation.Firing> firings() {
    return result.firings();
  }

  /** What of the firings the row is about. */
  List<Simulation.Firing> told(Row row) {
    return result.firings().stream().filter(firing -> about(row, firing)).toList();
  }

  private static boolean about(Row row, Simulation.Firing firing) {
    boolean same = row.who().equals("-") ? firing.to().isEmpty() : firing.to().contains(row.who());
    String rule = firing.rule();
    String subject = row.subject();
    return same
        && switch (row.kind()) {
          case "ASSIGN" -> firing.kind().equals("ESCALATION") && rule.equals("assign");
          case "ESCALATE" -> firing.kind().equals("ESCALATION") && !rule.equals("assign");
          case "EFFECT" -> firing.kind().equals("EFFECT") && firing.code().equals(subject);
          case "MISS" ->
              firing.kind().equals("MISS")
                  && (rule.equals("missed:" + subject)
                      || rule.startsWith("missed:" + subject + ":"));
          case "REMIND" ->
              firing.kind().equals("REMIND")
                  && (rule.equals(subject) || rule.equals(subject + "-reminder"));
          case "PAGE" -> firing.kind().equals("PAGE") && firing.channels().contains(subject);
          default -> firing.kind().equals(row.kind());
        };
  }

  private static Script script(Row row) {
    List<Script.Prior> priors = new ArrayList<>();
    List<Script.Event> events = new ArrayList<>();
    List<Script.Failing> failing = new ArrayList<>();
    List<Script.Downtime> downtimes = new ArrayList<>();
    for (String event : row.events()) {
      String[] words = event.split(" ");
      if (words[0].equals("prior")) {
        priors.add(new Script.Prior(Table.duration(words[1]), words[2]));
        continue;
      }
      Duration at = Table.duration(words[0]);
      switch (words[1]) {
        case "unreachable" ->
            CHANNELS.forEach(channel -> failing.add(new Script.Failing(channel, at, null)));
        case "down" -> downtimes.add(new Script.Downtime(at, Table.duration(words[2])));
        default -> events.add(event(at, words));
      }
    }
    return new Script(
        row.severity(), row.scenario(), START, priors, events, UNTIL, failing, downtimes);
  }

  private static Script.Event event(Duration at, String[] words) {
    return switch (words[1]) {
      case "flag" -> new Script.Flagged(at, words[2]);
      case "outcome" -> new Script.Ended(at, words[2], ActionOutcome.Result.valueOf(words[3]));
      case "alarm" -> new Script.Alarmed(at, words[2], AlarmState.valueOf(words[3]));
      case "unflag" -> decided(at, "clear-flag", "flag", words[2]);
      case "reclassify" -> decided(at, "reclassify", "severity", words[2]);
      case "triage" ->
          words.length < 3 ? decided(at, "triage") : decided(at, "triage", "scenario", words[2]);
      case "contained" -> decided(at, "mark-contained");
      case "resolved" -> decided(at, "declare-recovered");
      case "update" -> decided(at, "send-update", "audience", "internal");
      case "external" -> decided(at, "send-update", "audience", "external");
      case "draft" -> decided(at, "submit-draft");
      case "reviewed" -> decided(at, "complete-review");
      case "item" -> decided(at, "add-action-item", "owner", words[2]);
      case "take" -> decided(at, "take-role", "role", words[2]);
      case "acknowledge", "progress", "reopen" -> decided(at, words[1]);
      default -> throw new IllegalArgumentException("no such event: " + String.join(" ", words));
    };
  }

  private static Script.Event decided(Duration at, String decision, Object... body) {
    return new Script.Decided(at, decision, Body.of(body));
  }
}
