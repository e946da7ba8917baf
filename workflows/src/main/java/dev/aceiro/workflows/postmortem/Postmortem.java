package dev.aceiro.workflows.postmortem;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the post-mortem of an incident stands. The text itself is in the record, not here.
 *
 * @param mandatory whether one is owed
 * @param draftAt when a draft was last submitted (UTC)
 * @param reviewAt when the review took place (UTC)
 * @param reviewedBy who took part
 * @param items the action items
 */
public record Postmortem(
    boolean mandatory,
    @Nullable Instant draftAt,
    @Nullable Instant reviewAt,
    List<String> reviewedBy,
    List<ActionItem> items) {

  /** Before anything happened. */
  public static Postmortem none() {
    return new Postmortem(false, null, null, List.of(), List.of());
  }

  /** Whether all that is owed is done. */
  public boolean complete() {
    return reviewed() && itemsDone();
  }

  /** Whether the review that is owed has taken place. */
  public boolean reviewed() {
    return !mandatory || reviewAt != null;
  }

  /** Whether no action item is open. */
  public boolean itemsDone() {
    return items.stream().noneMatch(i -> i.state() == ActionItem.State.OPEN);
  }
}
