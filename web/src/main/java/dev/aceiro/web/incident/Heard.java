package dev.aceiro.web.incident;

import dev.aceiro.web.words.CleanText;
import dev.aceiro.workflows.incident.Body;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What people say, made harmless before anybody decides on it: a character that no database takes
 * must not keep an entry out of the record.
 */
final class Heard {
  private Heard() {}

  static Body body(Body said) {
    LinkedHashMap<String, Object> values = new LinkedHashMap<>();
    said.values().forEach((field, value) -> values.put(text(field), value(value)));
    return new Body(values);
  }

  static Declaration declaration(Declaration said) {
    return new Declaration(
        said.profile(),
        CleanText.line(said.title(), Integer.MAX_VALUE),
        said.severity(),
        said.scenario(),
        said.environment(),
        said.services().stream().map(Heard::text).toList(),
        said.startedAt(),
        said.drill(),
        said.speed());
  }

  private static String text(String said) {
    return CleanText.lines(said, Integer.MAX_VALUE);
  }

  private static Object value(Object value) {
    return switch (value) {
      case String text -> text(text);
      case List<?> list -> list.stream().map(one -> text(String.valueOf(one))).toList();
      case Map<?, ?> map -> {
        LinkedHashMap<String, String> texts = new LinkedHashMap<>();
        map.forEach(
            (name, one) -> texts.put(text(String.valueOf(name)), text(String.valueOf(one))));
        yield texts;
      }
      default -> value;
    };
  }
}
