package dev.aceiro.activities.permissions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aceiro.workflows.containment.LeastPrivilege.GrantDocument;
import dev.aceiro.workflows.containment.LeastPrivilege.Note;
import dev.aceiro.workflows.incident.Params;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one identity of IAM is allowed; in as many managed policies as its length takes. */
final class Policy {
  /** How long a managed policy may be, in characters that are no white space. */
  static final int LIMIT = 6144;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Resources by action and, as text, condition. */
  private final SortedMap<String, SortedMap<String, SortedSet<String>>> allowed = new TreeMap<>();

  void allow(String action, Collection<String> resources, ObjectNode condition) {
    if (!resources.isEmpty()) {
      allowed
          .computeIfAbsent(action, none -> new TreeMap<>())
          .computeIfAbsent(condition.toString(), none -> new TreeSet<>())
          .addAll(resources);
    }
  }

  /**
   * The policies, {@code name.json} or {@code name-1.json} and so on; none if nothing is allowed.
   */
  List<GrantDocument> documents(String name, List<Note> notes) {
    List<List<ObjectNode>> documents = new ArrayList<>();
    for (ObjectNode statement : statements()) {
      for (ObjectNode part : parts(statement)) {
        if (documents.isEmpty() || length(with(documents.getLast(), part)) > LIMIT) {
          documents.add(new ArrayList<>());
        }
        documents.getLast().add(part);
      }
    }
    List<GrantDocument> all = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      List<Note> said = new ArrayList<>(i == 0 ? notes : List.of());
      if (i == 0 && documents.size() > 1) {
        said.add(new Note("aws.split", Params.of("count", Integer.toString(documents.size()))));
      }
      String file = documents.size() == 1 ? name : name + "-" + (i + 1);
      all.add(new GrantDocument(file + ".json", text(document(documents.get(i))), said));
    }
    return all;
  }

  /** One for all actions on the same resources under the same condition. */
  private List<ObjectNode> statements() {
    SortedMap<String, SortedSet<String>> actions = new TreeMap<>();
    SortedMap<String, ObjectNode> bodies = new TreeMap<>();
    allowed.forEach(
        (action, byCondition) ->
            byCondition.forEach(
                (condition, resources) -> {
                  ObjectNode body = NODES.objectNode();
                  body.set(
                      "Resource",
                      array(resources.stream().filter(one -> !within(one, resources)).toList()));
                  JsonNode when = read(condition);
                  if (!when.isEmpty()) {
                    body.set("Condition", when);
                  }
                  bodies.put(body.toString(), body);
                  actions.computeIfAbsent(body.toString(), none -> new TreeSet<>()).add(action);
                }));
    List<ObjectNode> statements = new ArrayList<>();
    bodies.forEach(
        (key, body) -> {
          ObjectNode statement = NODES.objectNode();
          statement.put("Effect", "Allow");
          statement.set("Action", array(actions.getOrDefault(key, new TreeSet<>())));
          statement.setAll(body);
          statements.add(statement);
        });
    statements.sort((a, b) -> order(a).compareTo(order(b)));
    return statements;
  }

  /** Whether another resource ends in a star and means this one too. */
  private static boolean within(String resource, SortedSet<String> resources) {
    return resources.stream()
        .filter(other -> !other.equals(resource) && other.endsWith("*"))
        .anyMatch(other -> resource.startsWith(other.substring(0, other.length() - 1)));
  }

  private static String order(JsonNode statement) {
    return statement.path("Action").toString() + statement;
  }

  /** A statement that is longer than a policy, in as many as it takes. */
  private static List<ObjectNode> parts(ObjectNode statement) {
    JsonNode resources = statement.path("Resource");
    if (length(List.of(statement)) <= LIMIT || resources.size() < 2) {
      return List.of(statement);
    }
    List<ObjectNode> parts = new ArrayList<>();
    int half = resources.size() / 2;
    for (int[] range : new int[][] {{0, half}, {half, resources.size()}}) {
      ObjectNode part = statement.deepCopy();
      ArrayNode some = NODES.arrayNode();
      for (int i = range[0]; i < range[1]; i++) {
        some.add(resources.get(i));
      }
      part.set("Resource", some);
      parts.addAll(parts(part));
    }
    return parts;
  }

  private static List<ObjectNode> with(List<ObjectNode> statements, ObjectNode one) {
    List<ObjectNode> all = new ArrayList<>(statements);
    all.add(one);
    return all;
  }

  private static int length(List<ObjectNode> statements) {
    return document(statements).toString().length();
  }

  private static ObjectNode document(List<ObjectNode> statements) {
    ObjectNode document = NODES.objectNode().put("Version", "2012-10-17");
    statements.forEach(document.withArray("Statement")::add);
    return document;
  }

  static ArrayNode array(Collection<String> texts) {
    ArrayNode array = NODES.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  /** A text, or several. */
  static JsonNode texts(List<String> texts) {
    return texts.size() == 1 ? NODES.textNode(texts.getFirst()) : array(texts);
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(JsonNode document) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentArraysWith(lines);
    printer.indentObjectsWith(lines);
    try {
      return JSON.writer(printer).writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
