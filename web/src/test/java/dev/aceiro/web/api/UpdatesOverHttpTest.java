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

/** An update that promises an end, from one person's draft to another's approval. */
class UpdatesOverHttpTest {
  private static final String ETA =
      """
      {"audience":"external","template":"external-update",
       "fields":{"etaValue":"%s","etaUnit":"minutos"}}""";

  private static ApiClient api;

  @BeforeAll
  static void start() {
    api = new ApiClient(RunningAceiro.shared().port());
  }

  private static Answer approve(String id, String person, String update) {
    return api.decide(
        id,
        "approve-update",
        "{\"update\":\"%s\"}".formatted(update),
        person,
        UUID.randomUUID().toString());
  }

  private static JsonNode waiting(String id, Answer taken) {
    return api.incident(id, api.json(taken).path("revision").asLong()).path("waitingUpdate");
  }

  private static boolean sent(String id) {
    for (JsonNode sent : api.incident(id, 1).path("communications")) {
      if (sent.path("message").asString().equals("external-update")) {
        return true;
      }
    }
    return false;
  }

  @Test
  void theTextThatWaitsIsShownAndApprovedAndNothingElse() {
    String id = api.drill("eta", 1);
    assertThat(api.incident(id, 1).path("waitingUpdate").isNull()).isTrue();
    assertThat(api.decide(id, "send-update", ETA.formatted("30")).body())
        .contains("cause-not-found");
    api.decide(id, "raise-flag", "{\"flag\":\"CAUSE_FOUND\"}");

    JsonNode first = waiting(id, api.decide(id, "send-update", ETA.formatted("30")));
    assertThat(first.path("subject").asString() + first.path("text").asString())
        .contains("30 minutos");
    assertThat(first.path("by").asString()).isEqualTo(ApiClient.ON_CALL);
    assertThat(first.path("at").asString()).endsWith("Z");
    assertThat(first.path("approvers").toString()).isEqualTo("[\"engineering-manager\"]");

    JsonNode second = waiting(id, api.decide(id, "send-update", ETA.formatted("45")));
    Answer moved = approve(id, ApiClient.MANAGER, first.path("id").asString());
    assertThat(moved.status()).isEqualTo(409);
    assertThat(moved.body()).contains("\"code\":\"update-moved\"");
    Answer own = approve(id, ApiClient.ON_CALL, second.path("id").asString());
    assertThat(own.status()).isEqualTo(409);
    assertThat(own.body()).contains("update-needs-another");
    assertThat(sent(id)).isFalse();

    Answer approved = approve(id, ApiClient.MANAGER, second.path("id").asString());
    assertThat(approved.status()).isEqualTo(200);
    assertThat(waiting(id, approved).isNull()).isTrue();
    await().atMost(Duration.ofSeconds(20)).until(() -> sent(id));
    assertThat(api.incident(id, 1).path("communications").toString())
        .contains("45 minutos")
        .doesNotContain("30 minutos");
  }

  @Test
  void whatWaitsIsWithdrawnWithAReason() {
    String id = api.drill("withdrawn eta", 1);
    api.decide(id, "raise-flag", "{\"flag\":\"CAUSE_FOUND\"}");
    JsonNode waiting = waiting(id, api.decide(id, "send-update", ETA.formatted("30")));
    Answer withdrawn =
        api.decide(
            id,
            "withdraw-update",
            "{\"update\":\"%s\",\"reason\":\"cedo\"}".formatted(waiting.path("id").asString()));
    assertThat(waiting(id, withdrawn).isNull()).isTrue();
    assertThat(approve(id, ApiClient.MANAGER, "U1").body()).contains("no-update-waits");
    assertThat(sent(id)).isFalse();
  }
}
