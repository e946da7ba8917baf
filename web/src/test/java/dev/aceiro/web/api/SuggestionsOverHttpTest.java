package dev.aceiro.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.http.RawHttp.Answer;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The steps of a playbook come with what the estate and the alarms say of them. */
class SuggestionsOverHttpTest {
  private final ApiClient api = new ApiClient(RunningAceiro.shared().port());

  @Test
  void theEstateSaysWhereTheServiceRunsInItsEnvironment() {
    String id = declared("hml");
    assertThat(suggested(id, "k8s.rollout-to-revision"))
        .contains(
            filled("namespace", "api", "PLAYBOOK", null),
            filled("cluster", "challenge-02-hml", "ESTATE", "api"));
    assertThat(suggested(declared("prod"), "k8s.rollout-to-revision"))
        .contains(filled("cluster", "challenge-02", "ESTATE", "api"));
  }

  @Test
  void whatNobodySaysIsAskedFor() {
    String id = api.drill("suggestions", 1);
    assertThat(suggested(id, "ecs.scale"))
        .contains(
            filled("service", "plooral-api-service", "PLAYBOOK", null),
            filled("count", null, "ASKED", null));
  }

  @Test
  void anAlarmChoosesWhatTheEstateLeavesOpen() {
    String key = UUID.randomUUID().toString();
    Answer taken =
        api.http()
            .post("/alarms/challenge-02/generic")
            .json(
                """
                {"name":"PodsNotReady","key":"%s","state":"firing","service":"api",
                 "summary":"api","labels":{"cluster":"challenge-02-hml"}}"""
                    .formatted(key))
            .header("Authorization", "Bearer local")
            .send();
    assertThat(taken.status()).as(taken.body()).isEqualTo(202);
    String id =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> incidentOf(key), found -> !found.isEmpty());
    assertThat(suggested(id, "k8s.rollout-to-revision"))
        .contains(filled("cluster", "challenge-02-hml", "ALARM", "PodsNotReady"));
  }

  private String incidentOf(String key) {
    for (JsonNode one :
        api.get("/api/v1/incidents?profile=challenge-02&drill=false").path("incidents")) {
      String id = one.path("id").asString();
      if (api.get("/api/v1/incidents/" + id).path("alarms").toString().contains(key)) {
        return id;
      }
    }
    return "";
  }

  private String declared(String environment) {
    Answer answer =
        api.declare(
            """
            {"profile":"challenge-02","title":"suggestions","scenario":"app-error",
             "environment":"%s","services":["api"],"drill":true}"""
                .formatted(environment),
            UUID.randomUUID().toString());
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return api.json(answer).path("id").asString();
  }

  private Iterable<JsonNode> suggested(String id, String type) {
    for (JsonNode step : api.get("/api/v1/incidents/" + id).path("suggestions")) {
      if (step.path("type").asString().equals(type)) {
        return step.path("suggested");
      }
    }
    throw new AssertionError("no step " + type);
  }

  private static JsonNode filled(String parameter, String value, String from, String source) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("parameter", parameter)
        .put("value", value)
        .put("from", from)
        .put("source", source);
  }
}
