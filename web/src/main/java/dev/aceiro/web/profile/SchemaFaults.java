package dev.aceiro.web.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says in our words what the schema has against a file. */
final class SchemaFaults {
  private static final int FAR = 3;

  private final String file;
  private final Faults faults;

  private SchemaFaults(String file, Faults faults) {
    this.file = file;
    this.faults = faults;
  }

  /** Adds what is wrong with a file of that kind. */
  static void find(String file, String kind, JsonNode root, Faults faults) {
    SchemaFaults found = new SchemaFaults(file, faults);
    for (Error error : Schemas.validate(kind, root)) {
      // The branches of a choice say nothing that the choice itself does not.
      if (!error.getEvaluationPath().toString().contains("/oneOf/")) {
        found.add(error);
      }
    }
  }

  private void add(Error error) {
    String place = String.valueOf(error.getInstanceLocation());
    JsonNode node = error.getInstanceNode();
    String value = node == null ? "" : node.isTextual() ? node.asText() : node.toString();
    String key = String.valueOf(error.getProperty());
    switch (error.getKeyword()) {
      case "type" -> faults.error(file, place, "type", "expected", expected(error), "value", value);
      case "required" -> {
        boolean severity = file.startsWith(Kinds.ALARMS) && key.equals("severity");
        faults.error(file, place, severity ? "alarm-without-severity" : "required", "key", key);
      }
      case "additionalProperties" -> unknown(error, place, key);
      case "enum" ->
          faults.error(
              file, place, "not-one-of", "value", value, "known", texts(error.getSchemaNode()));
      case "pattern" ->
          faults.error(
              file,
              place,
              "form." + form(error),
              "value",
              value,
              "pattern",
              String.valueOf(error.getArguments()[0]));
      case "propertyNames" -> faults.error(file, place + "/" + key, "form.id", "value", key);
      case "minLength" -> faults.error(file, place, "empty-text");
      case "minItems" -> faults.error(file, place, "empty-list");
      case "minProperties" -> faults.error(file, place, "empty-mapping");
      case "uniqueItems" -> faults.error(file, place, "repeated");
      case "minimum", "exclusiveMinimum" ->
          faults.error(
              file,
              place,
              "too-low",
              "value",
              value,
              "limit",
              String.valueOf(error.getSchemaNode()));
      case "maximum" ->
          faults.error(
              file,
              place,
              "too-high",
              "value",
              value,
              "limit",
              String.valueOf(error.getSchemaNode()));
      case "dependentRequired" ->
          faults.error(
              file,
              place + "/" + key,
              "needs",
              "key",
              key,
              "other",
              String.valueOf(error.getArguments()[0]));
      case "oneOf" -> faults.error(file, place, "exactly-one", "known", branches(error));
      default -> faults.error(file, place, "schema", "problem", String.valueOf(error.getMessage()));
    }
  }

  private void unknown(Error error, String place, String key) {
    Set<String> known = new TreeSet<>();
    JsonNode properties = parent(error, "properties");
    if (properties != null) {
      properties.fieldNames().forEachRemaining(known::add);
    }
    String nearest =
        known.stream()
            .filter(one -> distance(one, key) <= FAR)
            .min((a, b) -> Integer.compare(distance(a, key), distance(b, key)))
            .orElse(null);
    String here = place + "/" + key;
    if (nearest == null) {
      faults.error(file, here, "unknown-key", "key", key, "known", String.join(", ", known));
    } else {
      faults.error(
          file,
          here,
          "misspelt-key",
          "key",
          key,
          "nearest",
          nearest,
          "known",
          String.join(", ", known));
    }
  }

  /** A sibling of the keyword that failed. */
  private static @Nullable JsonNode parent(Error error, String sibling) {
    String location = String.valueOf(error.getSchemaLocation().getFragment());
    String parent = location.substring(0, location.lastIndexOf('/'));
    return Schemas.node(
        String.valueOf(error.getSchemaLocation().getAbsoluteIri()), parent + "/" + sibling);
  }

  private static String expected(Error error) {
    JsonNode type = error.getSchemaNode();
    return type == null || !type.isArray()
        ? type == null ? "" : type.asText()
        : type.get(0).asText();
  }

  /** The name of what has a form: that of a definition, else that of the key. */
  private static String form(Error error) {
    String[] steps = String.valueOf(error.getSchemaLocation().getFragment()).split("/");
    String name = steps[steps.length - 2];
    return name.equals("items") && steps.length > 2 ? steps[steps.length - 3] : name;
  }

  private static String texts(@Nullable JsonNode array) {
    List<String> texts = new ArrayList<>();
    if (array != null) {
      array.forEach(one -> texts.add(one.asText()));
    }
    return String.join(", ", texts);
  }

  private static String branches(Error error) {
    List<String> keys = new ArrayList<>();
    JsonNode branches = error.getSchemaNode();
    if (branches != null) {
      branches.forEach(branch -> keys.add(branch.path("required").path(0).asText()));
    }
    return String.join(", ", keys);
  }

  /** How many letters must change to make one word of the other. */
  private static int distance(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] now = new int[other.length() + 1];
      now[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        now[j] = Math.min(Math.min(now[j - 1], before[j]) + 1, before[j - 1] + change);
      }
      before = now;
    }
    return before[other.length()];
  }
}
