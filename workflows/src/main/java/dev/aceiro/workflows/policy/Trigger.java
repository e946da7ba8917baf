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
 */
public record Trigger(
    Kind kind,
    @Nullable Duration after,
    @Nullable String flag,
    @Nullable String ifFlag,
    @Nullable String unlessFlag,
    @Nullable String clock,
    @Nullable Integer multiple) {

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
    FLAG
  }

  Trigger faster(int speed) {
    return new Trigger(kind, Speed.divide(after, speed), flag, ifFlag, unlessFlag, clock, multiple);
  }
}
