package dev.aceiro.workflows.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says with a decision: strings, lists of strings, maps of strings, by field name.
 *
 * @param values by field name
 */
public record Body(LinkedHashMap<String, Object> values) {
  /** By how much the clock of whoever says something may be ahead of the engine's. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  /** Nothing said. */
  public static Body empty() {
    return new Body(new LinkedHashMap<>());
  }

  /** Names and values in turn. */
  public static Body of(Object... namesAndValues) {
    LinkedHashMap<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Body(values);
  }

  /** The text of a field that {@link Field} made sure of. */
  public String text(String field) {
    String text = optional(field);
    if (text == null) {
      throw new IllegalStateException("no " + field);
    }
    return text;
  }

  /** The text of a field, or null where nothing was said. */
  public @Nullable String optional(String field) {
    Object value = values.get(field);
    return value == null || value.toString().isBlank() ? null : value.toString().strip();
  }

  /** The entries of a field; none where nothing was said. */
  public List<String> list(String field) {
    Object value = values.get(field);
    if (value instanceof List<?> list) {
      return list.stream()
          .map(String::valueOf)
          .map(String::strip)
          .filter(s -> !s.isEmpty())
          .toList();
    }
    String text = optional(field);
    return text == null
        ? List.of()
        : java.util.Arrays.stream(text.split("[,\\n]"))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .toList();
  }

  /** The map of a field; empty where nothing was said. */
  public SortedMap<String, String> map(String field) {
    SortedMap<String, String> map = new TreeMap<>();
    if (values.get(field) instanceof Map<?, ?> said) {
      said.forEach(
          (name, value) -> {
            if (value != null && !value.toString().isBlank()) {
              map.put(String.valueOf(name), value.toString().strip());
            }
          });
    }
    return map;
  }

  /** The instant of a field, or null where nothing was said or it is none. */
  public @Nullable Instant instant(String field) {
    String text = optional(field);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /**
   * The instant of a field, at most now: clocks differ, and who says "now" means it. Null where
   * nothing was said, it is none, or it is yet to come.
   *
   * @param now the engine's
   */
  public @Nullable Instant past(String field, Instant now) {
    Instant said = instant(field);
    if (said == null || said.isAfter(now.plus(CLOCKS_DIFFER))) {
      return null;
    }
    return said.isAfter(now) ? now : said;
  }

  /** The duration of a field, or null where nothing was said or it is none. */
  public @Nullable Duration duration(String field) {
    String text = optional(field);
    try {
      return text == null ? null : Duration.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
