package dev.aceiro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.workflows.incident.Decisions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class PublishedApiTest {
  private static ApiClient api;
  private static JsonNode published;

  @BeforeAll
  static void start() {
    api = new ApiClient(RunningAceiro.shared().port());
    published = api.get("/v3/api-docs");
  }

  @Test
  void everyCallOfTheApiIsPublishedAndNothingElse() {
    List<String> mapped = new ArrayList<>();
    RunningAceiro.shared()
        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(
            mapping ->
                mapping.getPatternValues().stream()
                    .filter(
                        path ->
                            (path.startsWith("/api/") || path.startsWith("/alarms/"))
                                && !path.contains("{decision}"))
                    .forEach(mapped::add));
    Decisions.all().forEach(d -> mapped.add("/api/v1/incidents/{id}/decisions/" + d.id()));
    List<String> paths = new ArrayList<>(published.path("paths").propertyNames());
    assertThat(paths).containsExactlyInAnyOrderElementsOf(mapped.stream().distinct().toList());
  }

  @Test
  void aDecisionsBodyIsPublishedFieldByField() {
    JsonNode body =
        published
            .path("paths")
            .path("/api/v1/incidents/{id}/decisions/reclassify")
            .path("post")
            .path("requestBody")
            .path("content")
            .path("application/json")
            .path("schema");
    assertThat(body.path("required").toString()).contains("severity", "reason");
    assertThat(body.path("additionalProperties").asBoolean(true)).isFalse();
  }

  @Test
  void everyOperationSaysHowItFails() {
    published
        .path("paths")
        .forEach(
            path ->
                path.forEach(
                    operation ->
                        assertThat(operation.path("responses").has("default"))
                            .as(operation.path("operationId").asString())
                            .isTrue()));
  }

  @Test
  void whatAnIncidentAnswersIsWhatIsPublished() {
    String id = api.drill("published", 1);
    JsonNode incident = api.incident(id, 1);
    JsonNode schema = published.path("components").path("schemas").path("IncidentView");
    assertThat(incident.propertyNames())
        .containsExactlyInAnyOrderElementsOf(schema.path("properties").propertyNames());
  }

  @Test
  void whatMayBeNullIsPublishedSo() {
    String id = api.drill("published nulls", 1);
    JsonNode schemas = published.path("components").path("schemas");
    List<String> wrong = new ArrayList<>();
    List<String> nulls = new ArrayList<>();
    nulls(api.incident(id, 1), schemas.path("IncidentView"), "incident", nulls, wrong);
    nulls(api.get("/api/v1/incidents"), schemas.path("IncidentList"), "list", nulls, wrong);
    nulls(api.get("/api/v1/status"), schemas.path("StatusView"), "status", nulls, wrong);
    assertThat(nulls).contains("incident.acknowledgedAt", "list.incidents.follows");
    assertThat(wrong).isEmpty();
    assertThat(schemas.path("Problem").path("properties").has("instance")).isTrue();
  }

  /** Where an answer has null, and where nobody said that it could. */
  private static void nulls(
      JsonNode answer, JsonNode schema, String at, List<String> nulls, List<String> wrong) {
    JsonNode said = resolved(schema);
    if (answer.isNull()) {
      nulls.add(at);
      if (!said.path("type").toString().contains("null")
          && !said.path("anyOf").toString().contains("null")) {
        wrong.add(at);
      }
      return;
    }
    JsonNode present = said.has("anyOf") ? resolved(said.path("anyOf").get(0)) : said;
    if (answer.isObject()) {
      for (String name : answer.propertyNames()) {
        JsonNode property = present.path("properties").path(name);
        if (!property.isMissingNode()) {
          nulls(answer.path(name), property, at + "." + name, nulls, wrong);
        }
      }
    } else if (answer.isArray()) {
      answer.forEach(one -> nulls(one, present.path("items"), at, nulls, wrong));
    }
  }

  private static JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    return reference.isEmpty()
        ? schema
        : published
            .path("components")
            .path("schemas")
            .path(reference.substring(reference.lastIndexOf('/') + 1));
  }

  @Test
  void profilesActionsAndStatusAreThere() {
    assertThat(api.get("/api/v1/profiles").path("profiles").toString()).contains("plooral");
    assertThat(api.get("/api/v1/profiles/plooral").path("plan").path("severities").size())
        .isEqualTo(3);
    assertThat(api.get("/api/v1/actions").has("actions")).isTrue();
    JsonNode status = api.get("/api/v1/status");
    List<String> parts = new ArrayList<>();
    status
        .path("parts")
        .forEach(
            part -> {
              parts.add(part.path("id").asString());
              assertThat(part.path("detail").asString()).doesNotStartWith("status.");
            });
    assertThat(parts).contains("engine", "database", "inbox", "record");
    assertThat(status.path("mode").asString()).isEqualTo("LOCAL");
  }
}
