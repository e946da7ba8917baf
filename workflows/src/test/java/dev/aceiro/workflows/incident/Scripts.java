package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.EtpPlan;
import dev.aceiro.workflows.PlooralPlan;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.policy.ActionOutcome.Result;
import dev.aceiro.workflows.policy.ResponsePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Scripts that are hard to get right, for the simulation and for the engine. */
final class Scripts {
  private Scripts() {}

  /**
   * A script under a plan.
   *
   * @param name what it is about
   */
  record Case(String name, ResponsePlan plan, Script script) {
    Case startingAt(Instant start) {
      return new Case(
          name,
          plan,
          new Script(
              script.severity(),
              script.scenario(),
              start,
              script.priorOccurrences(),
              script.events(),
              script.until(),
              script.failing(),
              script.downtimes()));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> all() {
    return Stream.of(
        plooral("nobody touches a P0", "P0", "3h"),
        plooral("nobody touches a P2", "P2", "3h"),
        plooral(
            "a P0 from alarm to missed review",
            "P0",
            "6d",
            say("2m7s", "acknowledge"),
            say("6m7s", "triage"),
            say("13m7s", "mark-contained"),
            say("22m7s", "send-update"),
            say("31m7s", "declare-recovered")),
        plooral(
            "an alarm in the observation is a relapse",
            "P0",
            "3d",
            alarm("1m7s", AlarmState.FIRING),
            say("2m7s", "acknowledge"),
            say("12m7s", "triage"),
            say("20m7s", "mark-contained"),
            alarm("24m7s", AlarmState.RESOLVED),
            say("25m7s", "declare-recovered"),
            alarm("5h7s", AlarmState.FIRING),
            say("5h12m7s", "acknowledge"),
            say("5h40m7s", "mark-contained"),
            say("5h50m7s", "declare-recovered")),
        plooral(
            "somebody reopens a P1",
            "P1",
            "30h",
            say("3m7s", "acknowledge"),
            say("29m7s", "declare-recovered"),
            say("2h7s", "reopen"),
            say("170m7s", "declare-recovered")),
        plooral("a raised severity", "P1", "100m", say("45m7s", "reclassify", "severity", "P0")),
        plooral(
            "raised from where nothing escalates",
            "P2",
            "3h",
            say("70m7s", "reclassify", "severity", "P0")),
        plooral("a lowered severity", "P0", "100m", say("12m7s", "reclassify", "severity", "P1")),
        plooral(
            "lowered and raised again",
            "P0",
            "2h",
            say("12m7s", "reclassify", "severity", "P2"),
            say("50m7s", "reclassify", "severity", "P0")),
        plooral(
            "no progress, again and again",
            "P1",
            "5h",
            say("1m7s", "acknowledge"),
            say("20m7s", "progress"),
            say("45m7s", "progress"),
            say("100m7s", "progress"),
            say("110m7s", "note")),
        plooral(
            "security, cleared and raised again",
            "P1",
            "55m",
            flag("10m7s", "SECURITY"),
            say("20m7s", "clear-flag", "flag", "SECURITY"),
            flag("40m7s", "SECURITY")),
        plooral(
            "conditions that come before and after their time",
            "P1",
            "200m",
            flag("20m7s", "BUSINESS_IMPACT"),
            flag("150m7s", "AWS_PERSISTENT")),
        failing("Slack is down", "slack"),
        down("nothing runs for three hours"),
        etp("the database is down", "P0", "database-down", "5h"),
        etp("a memory leak whose cause nobody finds", "P0", "memory-leak", "100m"),
        etp(
            "a memory leak whose cause is found",
            "P0",
            "memory-leak",
            "100m",
            flag("40m7s", "CAUSE_FOUND")),
        etp(
            "a memory leak that is recognised late",
            "P0",
            null,
            "100m",
            say("40m7s", "triage", "scenario", "memory-leak")),
        etp(
            "a memory leak that is recognised in time",
            "P0",
            null,
            "100m",
            say("20m7s", "triage", "scenario", "memory-leak")),
        etp("the model is down", "P1", "openai-down", "6h"),
        etp("data is lost", "P1", "data-corruption", "5h", flag("90m7s", "SIGNIFICANT_DATA_LOSS")),
        often("the fourth of a day", 3),
        often("the third of a day", 2),
        etp(
            "a rollback fails twice and then works",
            "P1",
            "deploy-failed",
            "3h",
            ended("10m7s", "railway.rollback", Result.FAILED),
            ended("20m7s", "railway.rollback", Result.FAILED),
            ended("30m7s", "railway.rollback", Result.APPLIED)),
        etp(
            "a breach is confirmed",
            null,
            "security-breach",
            "100m",
            flag("33m7s", "BREACH_CONFIRMED")),
        etp("a P3 goes to the backlog", "P3", null, "3d"),
        etp(
            "the commander is at it",
            "P0",
            null,
            "100m",
            say("9m7s", "take-role", "role", "incident-commander")),
        etp(
            "milestones that are kept and one that is not",
            "P1",
            "deploy-failed",
            "20d",
            say("50m7s", "acknowledge"),
            say("100m7s", "declare-recovered"),
            say("20h7s", "submit-draft"),
            say("60h7s", "complete-review"),
            say("61h7s", "add-action-item")),
        etp(
            "milestones that nobody keeps",
            "P1",
            "deploy-failed",
            "20d",
            say("100m7s", "declare-recovered"),
            say("30h7s", "submit-draft")),
        etp("a false alarm", "P0", "database-down", "2h", say("7m7s", "false-alarm")));
  }

  static Case plooral(String name, String severity, String until, Script.Event... events) {
    return new Case(name, PlooralPlan.plan(), script(severity, null, until, List.of(), events));
  }

  static Case etp(
      String name,
      @Nullable String severity,
      @Nullable String scenario,
      String until,
      Script.Event... events) {
    return new Case(name, EtpPlan.plan(), script(severity, scenario, until, List.of(), events));
  }

  private static Case often(String name, int before) {
    List<Script.Prior> priors = new ArrayList<>();
    for (int i = 1; i <= before; i++) {
      priors.add(new Script.Prior(Duration.ofHours(5L * i), "P2"));
    }
    return new Case(
        name,
        EtpPlan.plan(),
        script("P2", "openai-rate-limit", "3d", priors, say("1h7s", "declare-recovered")));
  }

  private static Case failing(String name, String channel) {
    Script script = script("P1", null, "9m", List.of());
    return new Case(
        name,
        PlooralPlan.plan(),
        new Script(
            "P1",
            null,
            script.startedAt(),
            List.of(),
            List.of(),
            script.until(),
            List.of(new Script.Failing(channel, Duration.ZERO, null)),
            List.of()));
  }

  private static Case down(String name) {
    Script script = script("P0", null, "6h", List.of(), say("3m7s", "acknowledge"));
    return new Case(
        name,
        PlooralPlan.plan(),
        new Script(
            "P0",
            null,
            script.startedAt(),
            List.of(),
            script.events(),
            script.until(),
            List.of(),
            List.of(new Script.Downtime(time("31m7s"), time("190m")))));
  }

  private static Script script(
      @Nullable String severity,
      @Nullable String scenario,
      String until,
      List<Script.Prior> priors,
      Script.Event... events) {
    return new Script(
        severity,
        scenario,
        Instant.parse("2026-03-10T06:00:00Z"),
        priors,
        List.of(events),
        time(until));
  }

  static Script.Event say(String after, String decision, Object... body) {
    return new Script.Decided(time(after), decision, Body.of(body));
  }

  static Script.Event flag(String after, String flag) {
    return new Script.Flagged(time(after), flag);
  }

  static Script.Event ended(String after, String action, Result result) {
    return new Script.Ended(time(after), action, result);
  }

  static Script.Event alarm(String after, AlarmState state) {
    return new Script.Alarmed(time(after), "PlooralAPIHighErrorRate", state);
  }

  private static Duration time(String text) {
    return Duration.parse(
        text.endsWith("d") ? "P" + text.toUpperCase(java.util.Locale.ROOT) : "PT" + text);
  }
}
