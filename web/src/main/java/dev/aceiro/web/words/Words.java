package dev.aceiro.web.words;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * What a code with its parameters says in the reader's language.
 *
 * <p>A text names its parameters: {@code {person}} is the parameter as it is. {@code
 * {due,instant}}, {@code {due,time}}, {@code {after,duration}} and {@code {n,plural,item,items}}
 * render RFC 3339 instants in the reader's zone, ISO-8601 durations and counts ({@code #} is the
 * count). Any other kind looks the value up as a word: {@code {stage,stage}} says what {@code
 * stage.CONTAIN} says, or the value itself where there is no such word.
 */
public final class Words {
  private static final Pattern PLACE =
      Pattern.compile("\\{([A-Za-z0-9_-]+)(?:,([a-z-]+)(?:,([^,{}]*),([^,{}]*))?)?}");

  private static final Pattern NUMBERED = Pattern.compile("(.+)-(\\d{1,4})");

  private final MessageSource messages;

  public Words(MessageSource messages) {
    this.messages = messages;
  }

  /** What the code says, with instants in UTC. The code itself where no bundle knows it. */
  public String say(String code, Map<String, ?> params, Locale locale) {
    return say(code, params, locale, ZoneId.of("UTC"));
  }

  /**
   * What the code says to a reader in a time zone. The code itself where no bundle knows it: a
   * missing text must not hide that something happened.
   */
  public String say(String code, Map<String, ?> params, Locale locale, ZoneId zone) {
    String text = find(code, locale);
    return text == null ? code : fill(text, params, locale, zone);
  }

  /**
   * The word for a value of a kind, such as {@code stage} and {@code CONTAIN}; the value where
   * there is none.
   *
   * <p>What others say cannot all be foreseen: a value that ends in a number, {@code
   * email.deferred-451}, has the words of {@code email.deferred} where it has none, and any other
   * {@code slack.x} those of {@code slack.other}. These may name {@code {number}} and {@code
   * {code}}.
   */
  public String word(String kind, String value, Locale locale) {
    String text = find(kind + "." + value, locale);
    if (text != null) {
      return text;
    }
    Matcher numbered = NUMBERED.matcher(value);
    if (numbered.matches()) {
      text = find(kind + "." + numbered.group(1), locale);
      if (text != null) {
        return text.replace("{number}", numbered.group(2));
      }
    }
    int dot = value.indexOf('.');
    text = dot < 0 ? null : find(kind + "." + value.substring(0, dot) + ".other", locale);
    return text == null ? value : text.replace("{code}", value.substring(dot + 1));
  }

  /** Whether some bundle has a text for that code in that language or in English. */
  public boolean knows(String code, Locale locale) {
    return find(code, locale) != null;
  }

  /**
   * How long, as people say it: at most two units, {@code 4 min 12 s}, {@code 2 d 3 h}; {@code 0 s}
   * for nothing. A negative duration is said without its sign.
   */
  public static String duration(Duration duration) {
    Duration length = duration.abs();
    if (length.toDays() > 0) {
      return two(length.toDays(), "d", length.toHoursPart(), "h");
    }
    if (length.toHours() > 0) {
      return two(length.toHours(), "h", length.toMinutesPart(), "min");
    }
    if (length.toMinutes() > 0) {
      return two(length.toMinutes(), "min", length.toSecondsPart(), "s");
    }
    return length.toSeconds() + " s";
  }

  private static String two(long large, String largeUnit, int small, String smallUnit) {
    return small == 0
        ? large + " " + largeUnit
        : large + " " + largeUnit + " " + small + " " + smallUnit;
  }

  private String fill(String text, Map<String, ?> params, Locale locale, ZoneId zone) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(render(place, params, locale, zone)));
  }

  private String render(MatchResult place, Map<String, ?> params, Locale locale, ZoneId zone) {
    Object given = params.get(place.group(1));
    if (given == null) {
      return "…";
    }
    String value = given.toString();
    String kind = place.group(2);
    if (kind == null) {
      return value;
    }
    try {
      return switch (kind) {
        case "instant" -> styled(value, locale, zone);
        case "time" ->
            DateTimeFormatter.ofPattern("HH:mm:ss", locale)
                .withZone(zone)
                .format(Instant.parse(value));
        case "duration" -> duration(Duration.parse(value));
        case "plural" -> plural(value, place.group(3), place.group(4));
        default -> word(kind, value, locale);
      };
    } catch (DateTimeException | NumberFormatException notOfThatKind) {
      return value;
    }
  }

  /** With the zone's name: a reader elsewhere must not take it for their own time. */
  private static String styled(String value, Locale locale, ZoneId zone) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.LONG)
        .withLocale(locale)
        .withZone(zone)
        .format(Instant.parse(value));
  }

  private static String plural(String value, @Nullable String one, @Nullable String other) {
    String form = Long.parseLong(value) == 1 ? one : other;
    return form == null ? value : form.replace("#", value);
  }

  private @Nullable String find(String code, Locale locale) {
    return messages.getMessage(code, null, null, locale);
  }
}
