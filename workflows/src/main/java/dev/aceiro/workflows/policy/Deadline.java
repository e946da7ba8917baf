package dev.aceiro.workflows.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that will happen by itself at an instant unless the facts change before.
 *
 * @param id what identifies its firing
 * @param kind what happens
 * @param due when (UTC)
 * @param via channels to use instead of the recipient's own; empty for those
 * @param source where the rule comes from, such as {@code 002 §1.4}
 * @param period for one that repeats: how often; periods missed while nothing ran collapse into one
 */
public record Deadline(
    FiredId id,
    Kind kind,
    Instant due,
    List<String> via,
    String source,
    @Nullable Duration period) {

  /** What happens, most urgent first. */
  public enum Kind {
    /** The first responder is paged. */
    PAGE,
    /** Somebody else must know. */
    ESCALATE,
    /** The first notice. */
    NOTIFY,
    /** A clock has run out. */
    MISS,
    /** Something will soon be due. */
    REMIND,
    /** The observation ends by itself. */
    END_OBSERVATION,
    /** A rule's effect takes place; nobody is told by it. */
    EFFECT
  }

  /** The due instant that counts as fired at {@code now}: the latest period that has begun. */
  public Instant firedFor(Instant now) {
    if (period == null || now.isBefore(due)) {
      return due;
    }
    long periods = Duration.between(due, now).dividedBy(period);
    return due.plus(period.multipliedBy(periods));
  }
}
