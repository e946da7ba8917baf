package dev.aceiro.workflows.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An obligation of the present episode, as people see it.
 *
 * @param id {@code notify}, {@code acknowledge}, {@code investigate}, {@code contain-target},
 *     {@code contain-limit}, {@code communicate}, {@code update}, {@code external-update}, {@code
 *     observation}, {@code draft}, {@code review} or {@code item:I1}
 * @param anchor what it is counted from (UTC)
 * @param due by when (UTC)
 * @param metAt when it was met (UTC), or null
 * @param source where the rule comes from
 */
public record Clock(
    String id, Instant anchor, Instant due, @Nullable Instant metAt, String source) {

  /** How it looks at {@code now}. */
  public Look look(Instant now) {
    if (metAt != null) {
      return metAt.isAfter(due) ? Look.MET_LATE : Look.MET;
    }
    return now.isBefore(due) ? Look.RUNNING : Look.MISSED;
  }

  /** The looks of a clock. */
  public enum Look {
    MET,
    MET_LATE,
    RUNNING,
    MISSED
  }
}
