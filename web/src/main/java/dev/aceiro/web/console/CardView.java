package dev.aceiro.web.console;

import dev.aceiro.web.console.IncidentView.Badge;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open incident on the board.
 *
 * @param due what it is ordered by: when its nearest clock is due, or was (UTC)
 * @param asks what waits for an answer, or null
 */
record CardView(
    String id,
    String profile,
    String severity,
    String look,
    String title,
    boolean drill,
    List<Badge> badges,
    String began,
    String beganTitle,
    @Nullable ClockView nearest,
    @Nullable String missed,
    @Nullable Instant due,
    @Nullable String asks,
    String stage,
    String where,
    String command) {

  /** Life before drills, then what is due next; what only observes goes last. */
  static Comparator<CardView> urgency() {
    return Comparator.comparing(CardView::drill)
        .thenComparing(card -> card.nearest != null && card.nearest.id().equals("observation"))
        .thenComparing(CardView::due, Comparator.nullsLast(Comparator.naturalOrder()))
        .thenComparing(CardView::id);
  }
}
