package dev.aceiro.web.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** An incident as {@code GET /api/v1/incidents/{id}} shows it, as far as the script looks at it. */
record View(JsonNode json) {
  String stage() {
    return text("stage");
  }

  long revision() {
    return json.path("revision").asLong(0);
  }

  int episode() {
    return json.path("episode").asInt(1);
  }

  boolean observing() {
    return stage().equals("POST_MORTEM") && text("observationEndedAt").isEmpty();
  }

  boolean acknowledged() {
    return !text("acknowledgedAt").isEmpty();
  }

  boolean drafted() {
    return !json.path("postmortem").path("draftAt").isMissingNode()
        && !json.path("postmortem").path("draftAt").isNull();
  }

  boolean reviewed() {
    return !json.path("postmortem").path("reviewAt").isMissingNode()
        && !json.path("postmortem").path("reviewAt").isNull();
  }

  String resolvedAt() {
    return text("resolvedAt");
  }

  /** Whether a decision is offered to whoever asked. */
  boolean offers(String decision) {
    for (JsonNode each : json.path("decisions")) {
      if (each.path("id").asString("").equals(decision)) {
        return each.path("allowed").asBoolean(false);
      }
    }
    return false;
  }

  /** The action that acts on an ECS service. */
  Optional<JsonNode> action(String service) {
    return actions().stream()
        .filter(a -> a.path("parameters").path("service").asString("").equals(service))
        .findFirst();
  }

  List<JsonNode> actions() {
    return list("actions");
  }

  List<JsonNode> checks() {
    return list("checks");
  }

  List<JsonNode> items() {
    List<JsonNode> items = new ArrayList<>();
    json.path("postmortem").path("items").forEach(items::add);
    return items;
  }

  private List<JsonNode> list(String name) {
    List<JsonNode> all = new ArrayList<>();
    json.path(name).forEach(all::add);
    return all;
  }

  private String text(String name) {
    return json.path(name).asString("");
  }
}
