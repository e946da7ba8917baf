package dev.aceiro.web.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what sources send, without trusting its shape. */
final class JsonBody {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JsonBody() {}

  /**
   * The JSON object.
   *
   * @throws dev.aceiro.web.problem.Problem if it is none
   */
  static JsonNode object(String text) {
    JsonNode node = objectOrNull(text);
    if (node == null) {
      throw Refused.malformed();
    }
    return node;
  }

  /** The JSON object, or null if it is none. */
  static @Nullable JsonNode objectOrNull(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node != null && node.isObject() ? node : null;
    } catch (JacksonException broken) {
      return null;
    }
  }

  /** A property's text; numbers and booleans as they are written; null for anything else. */
  static @Nullable String text(JsonNode object, String property) {
    JsonNode value = object.get(property);
    if (value == null || value.isNull() || value.isContainer()) {
      return null;
    }
    return value.asString();
  }

  /** The first of these properties that has text. */
  static @Nullable String first(JsonNode object, String... properties) {
    for (String property : properties) {
      String value = text(object, property);
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    return null;
  }

  /** An RFC 3339 instant; null if it is none. */
  static @Nullable Instant instant(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException broken) {
      return null;
    }
  }
}
