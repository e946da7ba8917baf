package dev.aceiro.web.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A circle that empties. Its lengths are attributes of an SVG: styles are forbidden on these pages.
 *
 * @param length the circle's circumference
 * @param gone how much of it is gone
 * @param anchor when it was full (UTC)
 * @param due when it is empty (UTC)
 */
record Ring(String length, String gone, Instant anchor, Instant due) {
  private static final double CIRCUMFERENCE = 2 * Math.PI * 19;

  static Ring between(Instant anchor, Instant due, Instant now) {
    double whole = Math.max(1, Duration.between(anchor, due).toMillis());
    double left = Duration.between(now, due).toMillis() / whole;
    double gone = CIRCUMFERENCE * (1 - Math.clamp(left, 0, 1));
    return new Ring(decimal(CIRCUMFERENCE), decimal(gone), anchor, due);
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
