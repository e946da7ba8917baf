package dev.aceiro.activities.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aceiro.activities.containment.Call;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;

/**
 * A JSON patch (RFC 6902) of an object as it was read: if it is another one by now, the server
 * answers with a conflict and changes nothing. It leaves the call's token at the object.
 */
final class Patches {
  /** The annotation that says which call has written an object last. */
  static final String CALL = "aceiro.dev/call";

  /** How it is sent. */
  static final PatchContext JSON = PatchContext.of(PatchType.JSON);

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ArrayNode operations = NODES.arrayNode();

  private Patches() {}

  /** The beginning of a patch of that object. */
  static Patches of(HasMetadata object, Call call) {
    Patches patch = new Patches();
    patch
        .operation("replace", "/metadata/resourceVersion")
        .put("value", object.getMetadata().getResourceVersion());
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    // None are an empty map to the client, and nothing at all to the server.
    if (annotations == null || annotations.isEmpty()) {
      patch.operation("add", "/metadata/annotations").putObject("value").put(CALL, call.token());
    } else {
      patch.operation("add", annotation(CALL)).put("value", call.token());
    }
    return patch;
  }

  /** The place of an annotation. */
  static String annotation(String name) {
    return "/metadata/annotations/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** This is to be there, whether or not anything is. */
  Patches set(String path, JsonNode value) {
    operation("add", path).set("value", value);
    return this;
  }

  /** This text is to be there. */
  Patches set(String path, String value) {
    return set(path, NODES.textNode(value));
  }

  /** This number is to be there. */
  Patches set(String path, int value) {
    return set(path, NODES.numberNode(value));
  }

  /** What is there is to be this, or nothing is changed. */
  Patches test(String path, String value) {
    operation("test", path).put("value", value);
    return this;
  }

  /** What is there is to be taken away. */
  Patches remove(String path) {
    operation("remove", path);
    return this;
  }

  private ObjectNode operation(String name, String path) {
    return operations.addObject().put("op", name).put("path", path);
  }

  /** As it is sent. */
  String json() {
    return operations.toString();
  }

  /** Whether that call has written the object last. */
  static boolean by(HasMetadata object, Call call) {
    return object.getMetadata().getAnnotations() != null
        && call.token().equals(object.getMetadata().getAnnotations().get(CALL));
  }
}
