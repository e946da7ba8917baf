package dev.aceiro.web.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aceiro.web.profile.yaml.AlarmFile;
import dev.aceiro.web.profile.yaml.AlarmRulesFile;
import dev.aceiro.web.profile.yaml.ChannelsFile;
import dev.aceiro.web.profile.yaml.ChecklistEntry;
import dev.aceiro.web.profile.yaml.ContactEntry;
import dev.aceiro.web.profile.yaml.DecisionsFile;
import dev.aceiro.web.profile.yaml.EmergencyAccessFile;
import dev.aceiro.web.profile.yaml.EscalationEntry;
import dev.aceiro.web.profile.yaml.EstateFile;
import dev.aceiro.web.profile.yaml.FreezeFile;
import dev.aceiro.web.profile.yaml.GuideFile;
import dev.aceiro.web.profile.yaml.OrganisationFile;
import dev.aceiro.web.profile.yaml.PlaybookFile;
import dev.aceiro.web.profile.yaml.PostmortemFile;
import dev.aceiro.web.profile.yaml.RecoveryFile;
import dev.aceiro.web.profile.yaml.RoleEntry;
import dev.aceiro.web.profile.yaml.SeverityEntry;
import dev.aceiro.web.profile.yaml.SourceEntry;
import dev.aceiro.web.profile.yaml.TemplateEntry;
import dev.aceiro.web.profile.yaml.TriageFile;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Editors, people and the program read the same schema. */
class SchemasTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path USED = Path.of("src/main/resources", Schemas.FOLDER);
  private static final Path PUBLISHED = Path.of("../docs/profiles");

  private static final Map<String, Class<?>> RECORDS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("organisation", OrganisationFile.class),
              Map.entry("severities", SeverityEntry.class),
              Map.entry("escalations", EscalationEntry.class),
              Map.entry("roles", RoleEntry.class),
              Map.entry("contacts", ContactEntry.class),
              Map.entry("channels", ChannelsFile.class),
              Map.entry("sources", SourceEntry.class),
              Map.entry("decisions", DecisionsFile.class),
              Map.entry("alarm-rules", AlarmRulesFile.class),
              Map.entry("estate", EstateFile.class),
              Map.entry("triage", TriageFile.class),
              Map.entry("recovery", RecoveryFile.class),
              Map.entry("postmortem", PostmortemFile.class),
              Map.entry("checklists", ChecklistEntry.class),
              Map.entry("templates", TemplateEntry.class),
              Map.entry("freeze", FreezeFile.class),
              Map.entry("emergency-access", EmergencyAccessFile.class),
              Map.entry("alarm", AlarmFile.class),
              Map.entry("playbook", PlaybookFile.class),
              Map.entry("guide", GuideFile.class)));

  static Stream<String> kinds() {
    return RECORDS.keySet().stream();
  }

  @Test
  void theSchemasUnderDocsAreTheOnesThatAreUsed() throws IOException {
    assertThat(contents(PUBLISHED)).isNotEmpty().isEqualTo(contents(USED));
  }

  @Test
  void everyFileOfAProfileHasASchema() {
    List<String> kinds = new ArrayList<>(RECORDS.keySet());
    assertThat(Stream.concat(Kinds.REQUIRED.stream(), Kinds.OPTIONAL.stream()).map(Kinds::of))
        .isSubsetOf(kinds);
    assertThat(Stream.of("alarms/A.yaml", "playbooks/b.yaml", "guides/c.yaml").map(Kinds::of))
        .isSubsetOf(kinds);
  }

  @Test
  void everyKeyIsDescribed() throws IOException {
    for (var schema : contents(USED).entrySet()) {
      described(schema.getKey(), JSON.readTree(schema.getValue()));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theRecordsReadWhatTheSchemaAllowsAndNothingElse(String kind) throws IOException {
    compare(kind, schema(kind), RECORDS.get(kind));
  }

  private static void compare(String place, @Nullable JsonNode given, Class<?> type)
      throws IOException {
    JsonNode schema = object(given);
    TreeSet<String> keys = new TreeSet<>();
    schema.path("properties").fieldNames().forEachRemaining(keys::add);
    TreeSet<String> components = new TreeSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.add(component.getName());
      Class<?> inner = recordOf(component.getGenericType());
      if (inner != null && inner != EscalationEntry.class) {
        compare(
            place + "/" + component.getName(),
            schema.path("properties").path(component.getName()),
            inner);
      }
    }
    assertThat(components).as(place).isEqualTo(keys);
  }

  /** The mapping inside references, lists and maps. */
  private static JsonNode object(@Nullable JsonNode given) throws IOException {
    JsonNode schema = given == null ? JSON.nullNode() : given;
    while (!schema.has("properties")) {
      if (schema.has("$ref")) {
        String ref = schema.path("$ref").asText();
        schema = schema("common").at(ref.substring(ref.indexOf('#') + 1));
      } else if (schema.has("items")) {
        schema = schema.path("items");
      } else {
        assertThat(schema.path("additionalProperties").isObject()).as("%s", schema).isTrue();
        schema = schema.path("additionalProperties");
      }
    }
    return schema;
  }

  private static @Nullable Class<?> recordOf(Type type) {
    if (type instanceof Class<?> one) {
      return one.isRecord() ? one : null;
    }
    if (type instanceof ParameterizedType many) {
      Type[] arguments = many.getActualTypeArguments();
      return recordOf(arguments[arguments.length - 1]);
    }
    return null;
  }

  private static void described(String place, JsonNode schema) {
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              boolean words =
                  property.getValue().has("description") || property.getValue().has("$ref");
              assertThat(words).as(place + "/" + property.getKey()).isTrue();
            });
    schema.forEach(inner -> described(place, inner));
  }

  private static JsonNode schema(String kind) throws IOException {
    return JSON.readTree(USED.resolve(kind + ".json").toFile());
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        contents.put(String.valueOf(file.getFileName()), Files.readString(file));
      }
    }
    return contents;
  }
}
