package dev.aceiro.web.incident;

import dev.aceiro.activities.store.Digests;
import dev.aceiro.workflows.incident.Body;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** By what a decision is known again when it is repeated. */
final class Said {
  private static final int ID_LENGTH = 40;

  private Said() {}

  /** Person, decision and key: whoever repeats all three means the same. */
  static String id(String person, String decision, String key) {
    return Digests.sha256(text(person) + text(decision) + text(key)).substring(0, ID_LENGTH);
  }

  /** What was said, whatever the order of its fields. */
  static String hash(Body body) {
    StringBuilder said = new StringBuilder();
    new TreeMap<>(body.values())
        .forEach((field, value) -> said.append(text(field)).append(value(value)));
    return Digests.sha256(said.toString());
  }

  private static String value(Object value) {
    return switch (value) {
      case List<?> list -> {
        StringBuilder all = new StringBuilder("[");
        list.forEach(one -> all.append(text(String.valueOf(one))));
        yield all.append(']').toString();
      }
      case Map<?, ?> map -> {
        TreeMap<String, String> sorted = new TreeMap<>();
        map.forEach((name, one) -> sorted.put(String.valueOf(name), String.valueOf(one)));
        StringBuilder all = new StringBuilder("{");
        sorted.forEach((name, one) -> all.append(text(name)).append(text(one)));
        yield all.append('}').toString();
      }
      default -> text(value.toString());
    };
  }

  /** With its length, so that no two lists of texts look the same. */
  private static String text(String text) {
    return text.length() + ":" + text;
  }
}
