package dev.aceiro.web.problem;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** What a caller should have sent, in the words of JSON rather than of Java. */
final class Expected {
  private Expected() {}

  static String of(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(Object::toString)
          .collect(Collectors.joining(" | "));
    }
    if (type == Instant.class) {
      return "RFC 3339 date-time";
    }
    if (type == Duration.class) {
      return "ISO 8601 duration";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "number";
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "string";
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "array";
    }
    return Map.class.isAssignableFrom(type) || type.isRecord() ? "object" : "string";
  }
}
