package dev.aceiro.workflows.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When an escalation rule fires.
 *
 * @param kind how the instant is found
 * @param after the time that must have passed since the kind's anchor; zero for at once
 * @param flag for {@link Kind#FLAG}: the flag whose raising fires it
 * @param ifFlag only while this flag is up; it becomes due at the anchor plus {@code after} or when
 *     the flag is raised, whichever is later
 * @param unlessFlag not while this flag is up
 * @param clock for {@link Kind#SLA_MULTIPLE}: {@code acknowledge}, {@code investigate} or {@code
 *     contain}
 * @param multiple for {@link Kind#SLA_MULTIPLE}: how many times the clock's duration must have
 *     passed
 * @param action for {@link Kind#OUTCOME}: the action's type
 * @param result for {@link Kind#OUTCOME}: what became of it
 * @param moreThan for {@link Kind#FREQUENCY}: how many incidents of the scenario are still usual,
 *     this one counted
 * @param within for {@link Kind#FREQUENCY}: in what time
 */
public record Trigger(
    Kind kind,
    @Nullable Duration after,
    @Nullable String flag,
    @Nullable String ifFlag,
    @Nullable String unlessFlag,
    @Nullable String clock,
    @Nullable Integer multiple,
    @Nullable String action,
    ActionOutcome.@Nullable Result result,
    @Nullable Integer moreThan,
    @Nullable Duration within) {

  /** A trigger of time or flag. */
  public Trigger(
      Kind kind,
      @Nullable Duration after,
      @Nullable String flag,
      @Nullable String ifFlag,
      @Nullable String unlessFlag,
      @Nullable String clock,
      @Nullable Integer multiple) {
    this(kind, after, flag, ifFlag, unlessFlag, clock, multiple, null, null, null, null);
  }

  /** What the time is counted from. */
  public enum Kind {
    /** Since the episode began. */
    ELAPSED,
    /**
     * Since the last progress, or the episode's beginning where there was none; starts again with
     * each progress.
     */
    SINCE_PROGRESS,
    /** A multiple of one of the severity's clocks since the episode began. */
    SLA_MULTIPLE,
    /** Since a flag was raised. */
    FLAG,
    /** Since an action of a type had an outcome; each outcome counts for itself. */
    OUTCOME,
    /** Since the incident opened with which the scenario happened too often in a window. */
    FREQUENCY
  }

  /**
   * Whether nothing but time makes it fire. Of several such rules for one recipient the earliest
   * tells them, the later ones bring nothing new.
   */
  public boolean unconditional() {
    return (kind == Kind.ELAPSED || kind == Kind.SLA_MULTIPLE) && ifFlag == null;
  }

  Trigger faster(int speed) {
    return new Trigger(
        kind,
        Speed.divide(after, speed),
        flag,
        ifFlag,
        unlessFlag,
        clock,
        multiple,
        action,
        result,
        moreThan,
        within);
  }
}
