package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.policy.ActionOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a {@link Simulation}; nothing else does.
 *
 * @param severity the severity the incident opens with; null for the scenario's, else the plan's
 *     default
 * @param scenario its scenario, or null
 * @param startedAt when it begins, which is also when it is received (UTC)
 * @param priorOccurrences earlier incidents of the scenario
 * @param events what happens, in any order
 * @param until how long after {@code startedAt} to look
 * @param failing channels that do not take messages; all others do
 * @param downtimes while nothing runs
 */
public record Script(
    @Nullable String severity,
    @Nullable String scenario,
    Instant startedAt,
    List<Prior> priorOccurrences,
    List<Event> events,
    Duration until,
    List<Failing> failing,
    List<Downtime> downtimes) {

  /** A script in which every message arrives and everything runs. */
  public Script(
      @Nullable String severity,
      @Nullable String scenario,
      Instant startedAt,
      List<Prior> priorOccurrences,
      List<Event> events,
      Duration until) {
    this(severity, scenario, startedAt, priorOccurrences, events, until, List.of(), List.of());
  }

  /**
   * An earlier incident of the scenario.
   *
   * @param ago how long before {@code startedAt}
   * @param severity the worst it had
   */
  public record Prior(Duration ago, String severity) {}

  /**
   * A kind of channel that takes nothing.
   *
   * @param channel {@code slack}, {@code email}, …
   * @param from since when, counted from {@code startedAt}
   * @param until until when, or null for ever
   */
  public record Failing(String channel, Duration from, @Nullable Duration until) {}

  /**
   * A time in which neither engine nor workers run; what happens meanwhile counts when it ends.
   *
   * @param from since when, counted from {@code startedAt}
   * @param length how long
   */
  public record Downtime(Duration from, Duration length) {}

  /** Something that happens. */
  public sealed interface Event {
    /** When, counted from {@code startedAt}. */
    Duration after();
  }

  /**
   * Somebody decides.
   *
   * @param decision by its name in the API
   * @param body its fields; texts that must be said and are not here are made up
   */
  public record Decided(Duration after, String decision, Body body) implements Event {}

  /** A flag is raised. */
  public record Flagged(Duration after, String flag) implements Event {}

  /**
   * An action has an outcome; where nobody proposed it, somebody did and others approved.
   *
   * @param action its type
   */
  public record Ended(Duration after, String action, ActionOutcome.Result result)
      implements Event {}

  /**
   * An alarm of the incident changes.
   *
   * @param alarm its name in the catalogue
   */
  public record Alarmed(Duration after, String alarm, AlarmState state) implements Event {}
}
