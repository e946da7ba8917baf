package dev.aceiro.web.profile;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 90s}, {@code 15m}, {@code 2h}, {@code 7d}, {@code 1h30m},
 * or ISO 8601.
 */
public final class Durations {
  private static final Pattern SHORT =
      Pattern.compile("(?=\\d)(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");

  private Durations() {}

  /**
   * @throws DateTimeParseException for anything else, and for what is negative
   */
  public static Duration parse(String text) {
    Matcher parts = SHORT.matcher(text.strip());
    if (parts.matches()) {
      return Duration.ofDays(number(parts, 1))
          .plusHours(number(parts, 2))
          .plusMinutes(number(parts, 3))
          .plusSeconds(number(parts, 4));
    }
    Duration iso = Duration.parse(text.strip());
    if (iso.isNegative()) {
      throw new DateTimeParseException("negative", text, 0);
    }
    return iso;
  }

  private static long number(Matcher parts, int group) {
    String digits = parts.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
