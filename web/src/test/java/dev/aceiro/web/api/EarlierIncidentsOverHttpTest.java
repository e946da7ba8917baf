package dev.aceiro.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.http.RawHttp.Answer;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What rules count is what the record has: real incidents that came before (004 S8, 004 Post). */
class EarlierIncidentsOverHttpTest {
  private static final String COMMANDER = "etp-express/incident-commander";

  private static ApiClient api;

  @BeforeAll
  static void start() {
    api = new ApiClient(RunningAceiro.shared().port());
  }

  private static String open(boolean drill) {
    Answer declared =
        api.declare(
            """
            {"profile":"etp-express","title":"429","severity":"P2","scenario":"openai-rate-limit",
             "environment":"production","services":["backend"],"drill":%s}"""
                .formatted(drill),
            UUID.randomUUID().toString());
    assertThat(declared.status()).as(declared.body()).isEqualTo(201);
    return api.json(declared).path("id").asString();
  }

  private static JsonNode decide(String id, String decision, String body) {
    Answer answer = api.decide(id, decision, body, COMMANDER, UUID.randomUUID().toString());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return api.incident(id, api.json(answer).path("revision").asLong());
  }

  /** Whether a post-mortem is owed once it is resolved. */
  private static boolean owesPostmortem(String id) {
    decide(id, "triage", "{\"severity\":\"P2\"}");
    JsonNode incident = decide(id, "mark-contained", "{\"summary\":\"waited\"}");
    for (JsonNode check : incident.path("checks")) {
      if (!check.path("state").asString().equals("PASSED")) {
        decide(
            id,
            "override-check",
            "{\"check\":\"%s\",\"reason\":\"seen\"}".formatted(check.path("id").asString()));
      }
    }
    return decide(id, "declare-recovered", "{\"summary\":\"over\"}")
        .path("postmortem")
        .path("mandatory")
        .asBoolean();
  }

  private static boolean callsTheEngineer(String id) {
    for (JsonNode sent : api.incident(id, 1).path("communications")) {
      if (sent.path("message").asString().equals("escalation")
          && sent.path("recipient").asString().equals("role:escalation-engineer")) {
        return true;
      }
    }
    return false;
  }

  @Test
  void theFourthOfADayCallsTheEngineerAndTheThirdOfAMonthOwesAPostmortem() {
    assertThat(owesPostmortem(open(false))).isFalse();
    assertThat(owesPostmortem(open(false))).isFalse();
    open(true);
    String third = open(false);
    assertThat(owesPostmortem(third)).isTrue();

    String fourth = open(false);
    await().atMost(Duration.ofSeconds(20)).until(() -> callsTheEngineer(fourth));
    assertThat(callsTheEngineer(third)).isFalse();
    assertThat(api.get("/api/v1/incidents/" + fourth).path("deadlines").toString())
        .doesNotContain("rate-limit-constant");
  }
}
