package dev.aceiro.web.console;

import dev.aceiro.web.words.CleanText;
import dev.aceiro.workflows.incident.Body;
import dev.aceiro.workflows.incident.Decision;
import dev.aceiro.workflows.incident.Field;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.util.MultiValueMap;

/** Reads what a form sent as what a decision takes. */
final class FormBody {
  private FormBody() {}

  /**
   * The body of a decision. Anything that cannot be read is passed on as it was typed: the incident
   * refuses it in the same words everywhere.
   *
   * @param now stands in for the instant of a review that was left empty
   */
  static Body read(
      Decision decision, MultiValueMap<String, String> said, ZoneId zone, Instant now) {
    LinkedHashMap<String, Object> values = new LinkedHashMap<>();
    for (Field field : decision.fields()) {
      String input = Forms.FIELD + field.name();
      List<String> given =
          said.getOrDefault(input, List.of()).stream()
              .map(FormBody::clean)
              .filter(text -> !text.isBlank())
              .toList();
      switch (field.type()) {
        case LIST -> {
          List<String> entries = given.stream().flatMap(FormBody::split).toList();
          if (!entries.isEmpty()) {
            values.put(field.name(), entries);
          }
        }
        case MAP -> {
          Map<String, String> entries = entries(field, said);
          if (!entries.isEmpty()) {
            values.put(field.name(), entries);
          }
        }
        case INSTANT -> {
          if (!given.isEmpty()) {
            values.put(field.name(), instant(given.getFirst(), zone));
          } else if (field.required() && field.name().equals("when")) {
            values.put(field.name(), now.truncatedTo(ChronoUnit.MILLIS).toString());
          }
        }
        default -> {
          if (!given.isEmpty()) {
            values.put(field.name(), given.getFirst());
          }
        }
      }
    }
    return new Body(values);
  }

  private static Map<String, String> entries(Field field, MultiValueMap<String, String> said) {
    String prefix = Forms.MAP + field.name() + ".";
    TreeMap<String, String> entries = new TreeMap<>();
    said.forEach(
        (name, texts) -> {
          if (name.startsWith(prefix) && !texts.isEmpty() && !texts.getFirst().isBlank()) {
            entries.put(name.substring(prefix.length()), clean(texts.getFirst()));
          }
        });
    return entries;
  }

  private static java.util.stream.Stream<String> split(String text) {
    return Arrays.stream(text.split("[,\\n]")).map(String::strip).filter(s -> !s.isEmpty());
  }

  /** What was typed into one input of an order; empty where nothing was. */
  static String said(Map<String, String> typed, String input) {
    return clean(typed.getOrDefault(input, ""));
  }

  /** As the incident will hear it: browsers break lines as CR LF, people paste what they like. */
  static String clean(String text) {
    return CleanText.lines(text, Integer.MAX_VALUE);
  }

  /** A {@code datetime-local} value as RFC 3339; the text itself where it is none. */
  static String instant(String text, ZoneId zone) {
    try {
      return LocalDateTime.parse(text).atZone(zone).toInstant().toString();
    } catch (DateTimeException notLocal) {
      return text;
    }
  }
}
