package dev.aceiro.web.api;

import dev.aceiro.web.problem.Fault;
import dev.aceiro.web.problem.Problem;
import dev.aceiro.workflows.incident.Body;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Turns JSON into what a decision says: texts, lists of texts, maps of texts. Numbers and booleans
 * are taken as written.
 */
final class RequestBodies {
  private RequestBodies() {}

  /**
   * @param json an object, or null for nothing said
   * @throws Problem 400 for anything else, naming the field
   */
  static Body read(@Nullable JsonNode json) {
    if (json == null || json.isNull() || json.isMissingNode()) {
      return Body.empty();
    }
    if (!json.isObject()) {
      throw wrong("", "object");
    }
    LinkedHashMap<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      String pointer = "/" + field.getKey().replace("~", "~0").replace("/", "~1");
      JsonNode value = field.getValue();
      if (!value.isNull()) {
        values.put(field.getKey(), value(pointer, value));
      }
    }
    return new Body(values);
  }

  private static Object value(String pointer, JsonNode value) {
    if (value.isArray()) {
      List<String> list = new ArrayList<>();
      for (JsonNode one : value) {
        list.add(text(pointer + "/" + list.size(), one));
      }
      return list;
    }
    if (value.isObject()) {
      LinkedHashMap<String, String> map = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> one : value.properties()) {
        map.put(one.getKey(), text(pointer + "/" + one.getKey(), one.getValue()));
      }
      return map;
    }
    return text(pointer, value);
  }

  private static String text(String pointer, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      throw wrong(pointer, "string");
    }
    return value.asString();
  }

  private static Problem wrong(String pointer, String expected) {
    return Problem.badRequest("INVALID_REQUEST")
        .at(Fault.of(pointer, "WRONG_TYPE").with("expected", expected));
  }
}
