package dev.aceiro.web.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The JSON Schemas of a profile's files; the same are published under {@code docs/profiles}. */
final class Schemas {
  /** The folder of the class path they are in. */
  static final String FOLDER = "profile-schema/";

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Map<String, Schema> READ = new ConcurrentHashMap<>();

  private Schemas() {}

  /** What a file of that kind, such as {@code severities}, says that it may not. */
  static List<Error> validate(String kind, JsonNode node) {
    return READ.computeIfAbsent(kind, Schemas::read).validate(node);
  }

  /** A node of a schema by its address and pointer, or null. */
  static @Nullable JsonNode node(String address, String pointer) {
    JsonNode node = REGISTRY.getSchema(SchemaLocation.of(address)).getSchemaNode().at(pointer);
    return node.isMissingNode() ? null : node;
  }

  private static Schema read(String kind) {
    Schema schema = REGISTRY.getSchema(SchemaLocation.of("classpath:" + FOLDER + kind + ".json"));
    schema.initializeValidators();
    return schema;
  }
}
