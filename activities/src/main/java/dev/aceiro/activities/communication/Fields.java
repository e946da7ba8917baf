package dev.aceiro.activities.communication;

import dev.aceiro.workflows.communication.Message;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields a template can name, from a message's codes and parameters. */
final class Fields {
  private static final int LINE = 300;
  private static final int LONG = 3000;

  private final Templates templates;
  private final CommunicationSettings settings;

  Fields(Templates templates, CommunicationSettings settings) {
    this.templates = templates;
    this.settings = settings;
  }

  Map<String, String> of(Message message, String language, ZoneId zone) {
    Map<String, String> params = message.params();
    Map<String, String> fields = new TreeMap<>();
    // What a person has typed for a template of their own is there under its own name.
    params.forEach((name, value) -> put(fields, name, longText(value)));
    put(fields, "incident", message.incident());
    put(fields, "severity", params.get("severity"));
    put(fields, "title", line(params.getOrDefault("title", message.incident())));
    put(fields, "status", word("status", params.get("stage"), language));
    fields.put("where", where(params, language));
    fields.put(
        "team",
        params.getOrDefault("acknowledgedBy", word("word", "on-call", language, "on-call")));
    put(fields, "startedAt", at(params.get("startedAt"), zone));
    put(fields, "receivedAt", at(params.get("receivedAt"), zone));
    put(fields, "due", at(message.dueAt().toString(), zone));
    put(fields, "duration", duration(params.get("startedAt"), params.get("resolvedAt")));
    put(fields, "why", why(params.get("rules"), language));
    put(fields, "link", settings.link(message.incident()));
    fields.put("drill", message.drill() ? word("word", "drill", language) + " " : "");
    put(fields, "drillNote", message.drill() ? word("word", "drill-note", language) : null);
    return fields;
  }

  private static void put(Map<String, String> fields, String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      fields.remove(name);
    } else {
      fields.put(name, value);
    }
  }

  private String where(Map<String, String> params, String language) {
    String services = params.getOrDefault("services", "");
    String environment = params.get("environment");
    String where =
        services.isBlank()
            ? word("word", "unknown-impact", language, Templates.MISSING)
            : line(services);
    return environment == null || environment.isBlank()
        ? where
        : where + " (" + line(environment) + ")";
  }

  /** Why the recipient is told, one reason after the other. */
  private @Nullable String why(@Nullable String rules, String language) {
    if (rules == null || rules.isBlank()) {
      return null;
    }
    return Arrays.stream(rules.split(","))
        .map(rule -> reason(rule.strip(), language))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private String reason(String rule, String language) {
    if (rule.startsWith("ladder-")) {
      return rule.equals("ladder-0")
          ? word("rule", "ladder", language, rule)
          : word("rule", "ladder-again", language, rule);
    }
    if (rule.startsWith("missed:")) {
      String clock = rule.substring("missed:".length());
      String name =
          clock.startsWith("item:")
              ? word("clock", "item", language, clock) + " " + clock.substring("item:".length())
              : word("clock", clock, language, clock);
      return word("rule", "missed", language, rule) + " " + name;
    }
    return templates
        .word("rule", rule, language)
        .orElseGet(() -> word("rule", "escalation", language, "") + " " + rule.replace('-', ' '));
  }

  private @Nullable String word(String kind, @Nullable String value, String language) {
    return value == null ? null : templates.word(kind, value, language).orElse(value);
  }

  private String word(String kind, String value, String language, String otherwise) {
    return templates.word(kind, value, language).orElse(otherwise);
  }

  private static @Nullable String at(@Nullable String instant, ZoneId zone) {
    if (instant == null) {
      return null;
    }
    try {
      return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'xxx", Locale.ROOT)
          .withZone(zone)
          .format(Instant.parse(instant))
          .replace("UTC+00:00", "UTC");
    } catch (DateTimeException unreadable) {
      return instant;
    }
  }

  private static @Nullable String duration(@Nullable String from, @Nullable String to) {
    if (from == null || to == null) {
      return null;
    }
    try {
      Duration time = Duration.between(Instant.parse(from), Instant.parse(to));
      if (time.isNegative()) {
        return null;
      }
      long days = time.toDays();
      return (days > 0 ? days + " d " : "")
          + (time.toHours() > 0 ? time.toHoursPart() + " h " : "")
          + time.toMinutesPart()
          + " min";
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  /** One line, whatever somebody typed. */
  static String line(String text) {
    String oneLine = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    return oneLine.length() <= LINE ? oneLine : oneLine.substring(0, LINE - 1) + "…";
  }

  private static String longText(String text) {
    String clean = text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
    return clean.length() <= LONG ? clean : clean.substring(0, LONG - 1) + "…";
  }
}
