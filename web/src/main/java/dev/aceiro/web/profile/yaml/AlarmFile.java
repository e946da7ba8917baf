package dev.aceiro.web.profile.yaml;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file under {@code alarms/}: what one alarm means.
 *
 * @param name at its source
 * @param service it watches
 * @param scenario that answers it
 * @param severity its incident opens with
 * @param from sources it comes from; empty for any
 * @param raise when it deserves another severity
 * @param threshold what makes it fire, in words
 * @param firstActions what to look at first
 * @param escalation who else, in words
 * @param falsePositives what it commonly is
 * @param clearCondition what shows that it is over
 * @param start how often it must fire
 * @param flapping when it is held as firing; what alarm-rules.yaml says of all if absent
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record AlarmFile(
    String name,
    String service,
    @Nullable String scenario,
    String severity,
    List<String> from,
    List<Condition> raise,
    @Nullable String threshold,
    List<String> firstActions,
    @Nullable String escalation,
    List<String> falsePositives,
    @Nullable String clearCondition,
    @Nullable Start start,
    AlarmRulesFile.@Nullable Flapping flapping,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {
  /** A severity it deserves: what {@code when} says is evaluated, a note is for a person. */
  public record Condition(
      String severity,
      @Nullable When when,
      @Nullable String note,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}

  /** What must hold, all of it: other alarms that fire, how long this one has. */
  public record When(List<String> alarmsFiring, @Nullable Duration persists) {}

  /** How often it must fire. */
  public record Start(int count, Duration window) {}
}
