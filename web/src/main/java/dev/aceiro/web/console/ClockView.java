package dev.aceiro.web.console;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A clock as a page shows it: met is quiet, due is strong, missed is loud.
 *
 * @param id the clock's id, or that of the rule that will fire
 * @param look {@code met}, {@code late} (met too late), {@code due} (the one that comes next),
 *     {@code wait} or {@code miss}; a shape and a word go with each
 * @param icon the shape
 * @param label what it is for
 * @param number the number that stands alone
 * @param purpose what the number is for, as it stands under it
 * @param due by when (UTC) where it still runs or was missed, else null
 * @param ring the circle, where it still runs or was missed
 * @param title when it is due, in full and in UTC, and where the rule comes from
 */
record ClockView(
    String id,
    String look,
    String icon,
    String label,
    String number,
    String purpose,
    @Nullable Instant due,
    @Nullable Ring ring,
    String title) {

  public boolean missed() {
    return look.equals("miss");
  }

  public boolean runs() {
    return look.equals("due") || look.equals("wait");
  }
}
