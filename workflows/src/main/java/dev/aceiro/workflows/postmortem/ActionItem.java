package dev.aceiro.workflows.postmortem;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something to do so that it does not happen again (002 §1.6).
 *
 * @param id {@code I1}, {@code I2}, …
 * @param text what
 * @param owner who, a person or a role
 * @param due by when (UTC)
 * @param priority {@code P0}, {@code P1}, {@code P2}
 * @param type prevent, mitigate, detect or process
 * @param state whether it is done
 * @param endedAt when it was done or dropped (UTC)
 * @param reason why it was dropped, or what was done
 * @param anchor what its due date is counted from (UTC); null in items of before, which count from
 *     resolution
 * @param byRule whether the due date is the organisation's rule's, so that the review moves it
 */
public record ActionItem(
    String id,
    String text,
    String owner,
    Instant due,
    String priority,
    String type,
    State state,
    @Nullable Instant endedAt,
    @Nullable String reason,
    @Nullable Instant anchor,
    boolean byRule) {

  /** Whether it is done. */
  public enum State {
    OPEN,
    DONE,
    DROPPED
  }

  /** The same item, done or dropped. */
  public ActionItem end(State how, Instant at, @Nullable String why) {
    return new ActionItem(id, text, owner, due, priority, type, how, at, why, anchor, byRule);
  }

  /** The same item with its due date counted from another instant. */
  public ActionItem due(Instant from, Instant by) {
    return new ActionItem(
        id, text, owner, by, priority, type, state, endedAt, reason, from, byRule);
  }
}
