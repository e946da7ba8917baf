package dev.aceiro.web.profile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One YAML file with the line of each of its places. */
final class YamlFile {
  private static final YAMLFactory YAML = new YAMLFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String name;
  private final SortedMap<String, Integer> lines = new TreeMap<>();
  private final List<Fault> faults;
  private @Nullable JsonNode root;

  /** Reads the text; what is wrong with it is added to the faults. */
  YamlFile(String name, String text, List<Fault> faults) {
    this.name = name;
    this.faults = faults;
    try (JsonParser parser = YAML.createParser(text)) {
      if (parser.nextToken() == null) {
        faults.add(new Fault(name, 0, "", "the file says nothing"));
      } else {
        root = node(parser, "");
        if (parser.nextToken() != null) {
          faults.add(
              new Fault(
                  name,
                  parser.currentTokenLocation().getLineNr(),
                  "",
                  "the file must be one document"));
        }
      }
    } catch (JsonProcessingException malformed) {
      var where = malformed.getLocation();
      faults.add(
          new Fault(
              name,
              where == null ? 0 : where.getLineNr(),
              "",
              firstLine(malformed.getOriginalMessage())));
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }

  String name() {
    return name;
  }

  /** What the file says, or null where it could not be read. */
  @Nullable JsonNode root() {
    return root;
  }

  /** A fault at a place, or at the nearest one around it that the file has. */
  Fault fault(String path, String message) {
    String place = path;
    while (!place.isEmpty() && !lines.containsKey(place)) {
      place = place.substring(0, place.lastIndexOf('/'));
    }
    return new Fault(name, lines.getOrDefault(place, 1), path, message);
  }

  private JsonNode node(JsonParser parser, String path) throws IOException {
    lines.putIfAbsent(path, parser.currentTokenLocation().getLineNr());
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, path);
      case START_ARRAY -> array(parser, path);
      case VALUE_NULL -> NODES.nullNode();
      case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getLongValue());
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
        faults.add(new Fault(name, line, place, "this is said twice"));
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

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
