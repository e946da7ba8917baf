package dev.aceiro.web.profile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.aceiro.web.profile.Fault.Level;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** One YAML file with the line of each of its places. */
final class YamlFile {
  private static final YAMLFactory YAML = new YAMLFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String name;
  private final SortedMap<String, Integer> lines = new TreeMap<>();
  private final List<Fault> faults = new ArrayList<>();
  private @Nullable JsonNode root;

  /**
   * Reads the text.
   *
   * @param name as it is said to people
   */
  YamlFile(String name, String text) {
    this.name = name;
    try (JsonParser parser = YAML.createParser(text)) {
      if (parser.nextToken() == null) {
        fault(0, "", "file-empty");
      } else {
        root = node(parser, "");
        if (parser.nextToken() != null) {
          fault(parser.currentTokenLocation().getLineNr(), "", "file-documents");
        }
      }
    } catch (JsonProcessingException malformed) {
      malformed(malformed);
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }

  /** What the file says, or null where it could not be read. */
  @Nullable JsonNode root() {
    return root;
  }

  /** What is wrong with it as YAML. */
  List<Fault> faults() {
    return faults;
  }

  /** The line of a place, or of the nearest one around it that the file has. */
  int line(String path) {
    String place = path;
    while (!place.isEmpty() && !lines.containsKey(place)) {
      place = place.substring(0, place.lastIndexOf('/'));
    }
    return lines.getOrDefault(place, 1);
  }

  private void fault(int line, String path, String code, String... params) {
    faults.add(Fault.of(Level.ERROR, name, line, path, code, params));
  }

  private JsonNode node(JsonParser parser, String path) throws IOException {
    lines.putIfAbsent(path, parser.currentTokenLocation().getLineNr());
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, path);
      case START_ARRAY -> array(parser, path);
      case VALUE_NULL -> NODES.nullNode();
      case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
      default -> NODES.textNode(parser.getText());
    };
  }

  private JsonNode object(JsonParser parser, String path) throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      String place = path + "/" + key.replace("~", "~0").replace("/", "~1");
      int line = parser.currentTokenLocation().getLineNr();
      if (object.has(key)) {
        fault(line, place, "said-twice", "key", key);
      }
      lines.put(place, line);
      parser.nextToken();
      object.set(key, node(parser, place));
    }
    return object;
  }

  private JsonNode array(JsonParser parser, String path) throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(node(parser, path + "/" + array.size()));
    }
    return array;
  }

  private void malformed(JsonProcessingException malformed) {
    if (malformed.getCause() instanceof MarkedYAMLException marked
        && marked.getProblemMark() != null) {
      fault(
          marked.getProblemMark().getLine() + 1,
          "",
          "yaml",
          "problem",
          marked.getProblem().strip());
      return;
    }
    var where = malformed.getLocation();
    String problem = malformed.getOriginalMessage().lines().findFirst().orElse("").strip();
    fault(where == null ? 0 : where.getLineNr(), "", "yaml", "problem", problem);
  }
}
