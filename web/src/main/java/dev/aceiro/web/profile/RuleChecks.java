package dev.aceiro.web.profile;

import dev.aceiro.web.profile.yaml.AlarmFile;
import dev.aceiro.web.profile.yaml.EscalationEntry;
import dev.aceiro.web.profile.yaml.PlaybookFile;
import dev.aceiro.web.profile.yaml.SeverityEntry;
import dev.aceiro.web.profile.yaml.SeverityEntry.ClockTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Every rule can fire. */
final class RuleChecks {
  /** Rules that every profile has: what fired is known by its rule's name. */
  private static final Pattern OWN =
      Pattern.compile(
          "notify|assign|observation|review-opens|update-reminder|external-update-reminder"
              + "|ladder-\\d+");

  private final Reading reading;
  private final Faults faults;
  private final List<Rule> rules;

  RuleChecks(Reading reading, Faults faults) {
    this.reading = reading;
    this.faults = faults;
    this.rules = Rule.of(reading);
  }

  void run() {
    for (Rule rule : rules) {
      taken(rule);
      contradiction(rule);
      once(rule);
      clock(rule);
      outcome(rule);
      replaces(rule);
      replaced(rule);
      tooLate(rule);
    }
    matchers();
    reading.alarms.forEach(this::raises);
  }

  /** An alarm raises to what is worse than what it opens with, and by other alarms than itself. */
  private void raises(String file, AlarmFile alarm) {
    List<String> codes = reading.severities.stream().map(SeverityEntry::code).toList();
    int own = codes.indexOf(alarm.severity());
    for (int i = 0; i < alarm.raise().size(); i++) {
      AlarmFile.Condition raise = alarm.raise().get(i);
      int to = codes.indexOf(raise.severity());
      String place = "/raise/" + i;
      if (own >= 0 && to >= own) {
        faults.error(
            file,
            place + "/severity",
            "raise-never",
            "id",
            alarm.name(),
            "value",
            raise.severity(),
            "own",
            alarm.severity());
      }
      if (raise.when() != null && raise.when().alarmsFiring().contains(alarm.name())) {
        faults.error(file, place + "/when/alarmsFiring", "raise-itself", "id", alarm.name());
      }
    }
  }

  /** A rule with the name of one of ours would count as fired when ours has. */
  private void taken(Rule rule) {
    String id = rule.entry().id();
    if (OWN.matcher(id).matches()) {
      faults.error(rule.file(), rule.place() + "/id", "rule-name-taken", "value", id);
    }
  }

  /** Of rules of time the earliest tells a recipient, so one that is always later tells nobody. */
  private void tooLate(Rule rule) {
    List<String> left = new ArrayList<>(rule.entry().tell());
    List<String> by = new ArrayList<>();
    if (rule.entry().effect() != null || left.isEmpty()) {
      return;
    }
    for (Rule other : rules) {
      if (alwaysBefore(other, rule) && left.removeAll(other.entry().tell())) {
        by.add(other.entry().id());
      }
    }
    if (left.isEmpty()) {
      never(rule, "/when", "always-later", String.join(", ", by));
    }
  }

  private boolean alwaysBefore(Rule other, Rule rule) {
    boolean wherever = other.scenario() == null || other.scenario().equals(rule.scenario());
    return wherever
        && other.unconditional()
        && severities(other.entry()).containsAll(severities(rule.entry()))
        && earlier(other.entry().when(), rule.entry())
        && rules.stream().noneMatch(one -> one.entry().replaces().contains(other.entry().id()));
  }

  private static boolean earlier(EscalationEntry.When other, EscalationEntry entry) {
    EscalationEntry.When when = entry.when();
    if (when.ifFlag() != null) {
      return false;
    }
    if (other.elapsed() != null && when.elapsed() != null) {
      return other.elapsed().compareTo(when.elapsed()) < 0;
    }
    return other.multipleOf() != null
        && other.multipleOf().equals(when.multipleOf())
        && other.times() != null
        && when.times() != null
        && other.times() < when.times();
  }

  private void contradiction(Rule rule) {
    var when = rule.entry().when();
    String unless = when.unlessFlag();
    if (unless != null && (unless.equals(when.ifFlag()) || unless.equals(when.flag()))) {
      never(rule, "/when/unlessFlag", "contradiction", unless);
    }
  }

  /** Only what is known outlasts an episode; a time counts from its beginning. */
  private void once(Rule rule) {
    if (rule.entry().oncePerIncident() && rule.entry().when().flag() == null) {
      never(rule, "/oncePerIncident", "once-needs-flag", "flag");
    }
  }

  private void clock(Rule rule) {
    String clock = rule.entry().when().multipleOf();
    if (clock == null || reading.severities.isEmpty()) {
      return;
    }
    List<String> of = rule.entry().severities();
    boolean has =
        reading.severities.stream()
            .filter(severity -> of.isEmpty() || of.contains(severity.code()))
            .anyMatch(severity -> has(severity, clock));
    if (!has) {
      never(rule, "/when/multipleOf", "clock-never", clock);
    }
  }

  private static boolean has(SeverityEntry severity, String clock) {
    ClockTimes clocks = severity.clocks();
    if (clocks == null) {
      return false;
    }
    return switch (clock) {
      case "acknowledge" -> clocks.acknowledgeWithin() != null;
      case "investigate" -> clocks.investigateWithin() != null;
      default -> clocks.contain() != null && clocks.contain().target() != null;
    };
  }

  private void outcome(Rule rule) {
    var outcome = rule.entry().when().outcome();
    if (outcome == null) {
      return;
    }
    boolean offered =
        reading.playbooks.values().stream()
            .filter(book -> rule.scenario() == null || book.scenario().equals(rule.scenario()))
            .map(PlaybookFile::actions)
            .flatMap(List::stream)
            .anyMatch(step -> step.type().equals(outcome.action()));
    if (!offered) {
      never(rule, "/when/outcome/action", "outcome-never", outcome.action());
    }
  }

  private void replaces(Rule rule) {
    List<String> replaced = rule.entry().replaces();
    for (int i = 0; i < replaced.size(); i++) {
      String id = replaced.get(i);
      for (Rule other : rules) {
        if (other.entry().id().equals(id) && !rule.precedence().above(other.precedence())) {
          never(rule, "/replaces/" + i, "replaces-in-vain", id);
        }
      }
    }
  }

  /** Rules of all scenarios that always take a rule's place, severity by severity. */
  private void replaced(Rule rule) {
    TreeSet<String> left = new TreeSet<>(severities(rule.entry()));
    List<String> by = new ArrayList<>();
    for (Rule other : rules) {
      if (other.scenario() == null
          && other.unconditional()
          && other.precedence().above(rule.precedence())
          && other.entry().replaces().contains(rule.entry().id())) {
        left.removeAll(severities(other.entry()));
        by.add(other.entry().id());
      }
    }
    if (left.isEmpty() && !by.isEmpty()) {
      never(rule, "", "always-replaced", String.join(", ", by));
    }
  }

  private List<String> severities(EscalationEntry entry) {
    return entry.severities().isEmpty()
        ? reading.severities.stream().map(SeverityEntry::code).toList()
        : entry.severities();
  }

  /** A pattern that everything matches leaves nothing for those after it. */
  private void matchers() {
    boolean taken = false;
    for (int i = 0; i < reading.severities.size(); i++) {
      var matchers = reading.severities.get(i).matchers();
      for (int m = 0; m < matchers.size(); m++) {
        if (taken) {
          faults.error("severities.yaml", "/" + i + "/matchers/" + m, "matcher-never");
        }
        String name = matchers.get(m).name();
        taken |= matchers.get(m).labels().isEmpty() && (name == null || name.equals("*"));
      }
    }
  }

  private void never(Rule rule, String place, String code, String value) {
    faults.error(rule.file(), rule.place() + place, code, "id", rule.entry().id(), "value", value);
  }
}
