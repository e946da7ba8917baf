package dev.aceiro.web.console;

import dev.aceiro.web.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who reads a page: in which language, in which time zone, at which instant.
 *
 * @param words what codes say
 * @param locale the language
 * @param zone the zone people see
 * @param zoneChosen whether the browser told its zone; if not, a profile's zone is shown
 * @param now the instant the page is made for (UTC)
 */
record Reader(Words words, Locale locale, ZoneId zone, boolean zoneChosen, Instant now) {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter INPUT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

  /** The same reader, who sees that zone unless their browser told another. */
  Reader in(String profileZone) {
    return zoneChosen ? this : new Reader(words, locale, ZoneId.of(profileZone), false, now);
  }

  /** The same reader in another language. */
  Reader speaking(Locale other) {
    return new Reader(words, other, zone, zoneChosen, now);
  }

  /** What a code says; names and values in turn. */
  public String say(String code, @Nullable Object... namesAndValues) {
    return say(code, params(namesAndValues));
  }

  public String say(String code, Map<String, ?> params) {
    return words.say(code, params, locale, zone);
  }

  /** The word of a kind for a value; the value where there is none. */
  String word(String kind, String value) {
    return words.word(kind, value, locale);
  }

  /** The word of a kind for a value, as it stands alone. */
  String title(String kind, String value) {
    String word = word(kind, value);
    return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(locale) + word.substring(1);
  }

  boolean knows(String code) {
    return words.knows(code, locale);
  }

  static Map<String, String> params(@Nullable Object... namesAndValues) {
    Map<String, String> params = new TreeMap<>();
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      if (value != null) {
        params.put(String.valueOf(namesAndValues[i]), value.toString());
      }
    }
    return params;
  }

  /** The time of day, with the date where it is not today. */
  String time(Instant instant) {
    return format(instant, "HH:mm:ss");
  }

  /** The time of day without seconds, with the date where it is not today. */
  String minute(Instant instant) {
    return format(instant, "HH:mm");
  }

  private String format(Instant instant, String timeOfDay) {
    LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
    LocalDate today = LocalDate.ofInstant(now, zone);
    String date =
        local.toLocalDate().equals(today)
            ? ""
            : local.getYear() == today.getYear()
                ? word("format", "day") + " "
                : word("format", "date") + " ";
    return DateTimeFormatter.ofPattern(date + timeOfDay, locale).format(local);
  }

  /** Date and time in full, for titles and documents. */
  String full(Instant instant) {
    return DateTimeFormatter.ofPattern(word("format", "full"), locale)
        .withZone(zone)
        .format(instant);
  }

  /** The instant in UTC, for titles. */
  static String utc(Instant instant) {
    return UTC.format(instant);
  }

  /** How long ago. */
  String ago(Instant instant) {
    return say("time.ago", "length", length(Duration.between(instant, now)));
  }

  /** How long, in at most two units. */
  static String length(Duration duration) {
    return Words.duration(duration.truncatedTo(ChronoUnit.SECONDS));
  }

  /** How long until then, or since then. */
  String distance(Instant instant) {
    return length(Duration.between(now, instant));
  }

  /** As a {@code datetime-local} input takes it, in the reader's zone. */
  String input(Instant instant) {
    return INPUT.withZone(zone).format(instant);
  }
}
