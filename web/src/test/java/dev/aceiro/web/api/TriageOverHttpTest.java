package dev.aceiro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.http.RawHttp.Answer;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a profile requires of the triage is required over HTTP too (000 §2). */
class TriageOverHttpTest {
  private static ApiClient api;

  @BeforeAll
  static void start() {
    api = new ApiClient(RunningAceiro.shared().port());
  }

  private static Answer triage(String id, String body) {
    return api.decide(id, "triage", body, "challenge-02/on-call", UUID.randomUUID().toString());
  }

  @Test
  void theTriageOfChallenge02FindsEnvironmentServicesAndStart() {
    Answer declared =
        api.declare(
            "{\"profile\":\"challenge-02\",\"title\":\"5xx\",\"severity\":\"P1\",\"drill\":true}",
            null);
    assertThat(declared.status()).as(declared.body()).isEqualTo(201);
    String id = api.json(declared).path("id").asString();

    Answer bare = triage(id, "{\"severity\":\"P1\"}");
    assertThat(bare.status()).as(bare.body()).isEqualTo(400);
    JsonNode problem = api.json(bare);
    assertThat(problem.path("code").asString()).isEqualTo("triage-incomplete");
    assertThat(problem.path("params").path("fields").asString())
        .isEqualTo("environment, services, impactStartedAt");
    assertThat(problem.path("detail").asString()).contains("000 §2");

    Answer whole =
        triage(
            id,
            """
            {"severity":"P1","environment":"prod","services":["api"],
             "impactStartedAt":"2026-03-10T03:00:00Z","zones":["us-east-1a"],
             "namespaces":["api"]}""");
    assertThat(whole.status()).as(whole.body()).isEqualTo(200);
    JsonNode incident = api.incident(id, api.json(whole).path("revision").asLong());
    assertThat(incident.path("stage").asString()).isEqualTo("CONTAIN");
    assertThat(incident.path("zones").toString()).contains("us-east-1a");
    assertThat(incident.path("startedAt").asString()).isEqualTo("2026-03-10T03:00:00Z");
  }
}
