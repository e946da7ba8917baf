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

/** What a hold is to a caller: shown with what lifts it, refused with its name, lifted by two. */
class HoldsOverHttpTest {
  private static ApiClient api;

  @BeforeAll
  static void start() {
    api = new ApiClient(RunningAceiro.shared().port());
  }

  private static Answer lift(String id, String person) {
    return api.decide(
        id,
        "lift-hold",
        "{\"hold\":\"NO_ROLLBACK\",\"reason\":\"investigado\"}",
        person,
        UUID.randomUUID().toString());
  }

  private static Answer approve(String id) {
    String digest = action(id).path("capture").path("digest").asString();
    return api.decide(
        id, "approve-action", "{\"action\":\"A1\",\"digest\":\"%s\"}".formatted(digest));
  }

  private static JsonNode action(String id) {
    return api.incident(id, 1).path("actions").path(0);
  }

  @Test
  void aHeldRollbackSaysWhatLiftsItAndTwoPeopleLiftIt() {
    String id = api.drill("held", 1);
    assertThat(api.incident(id, 1).path("holds").size()).isZero();
    api.decide(
        id,
        "propose-action",
        """
        {"type":"manual","reason":"teste",
         "parameters":{"instruction":"Voltar a versão de ontem","nature":"ROLLBACK"}}\
        """);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> action(id).path("state").asString().equals("WAITING"));
    assertThat(action(id).path("capture").path("nature").asString()).isEqualTo("ROLLBACK");
    assertThat(action(id).path("held").isNull()).isTrue();

    Answer raised = api.decide(id, "raise-flag", "{\"flag\":\"SECURITY\"}");
    JsonNode held = api.incident(id, api.json(raised).path("revision").asLong());
    JsonNode hold = held.path("holds").path(0);
    assertThat(hold.path("hold").asString()).isEqualTo("NO_ROLLBACK");
    assertThat(hold.path("flags").toString()).isEqualTo("[\"SECURITY\"]");
    assertThat(hold.path("liftedBy").toString())
        .isEqualTo("[\"engineering-manager\",\"security-team\"]");
    assertThat(hold.path("lifted").asBoolean()).isFalse();
    assertThat(held.path("actions").path(0).path("held").path("text").asString())
        .contains("A1", "engineering-manager", "security-team");

    Answer refused = approve(id);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("\"code\":\"action-held\"", "security-team");
    assertThat(lift(id, ApiClient.ON_CALL).body())
        .contains("lift-needs-role", "engineering-manager");
    assertThat(lift(id, ApiClient.MANAGER).status()).isEqualTo(200);
    assertThat(lift(id, ApiClient.MANAGER).body()).contains("lift-needs-another");
    api.decide(id, "take-role", "{\"role\":\"security-team\"}", ApiClient.MANAGER, "take");
    assertThat(lift(id, ApiClient.MANAGER).body()).contains("lift-needs-another");
    api.decide(id, "clear-flag", "{\"flag\":\"SECURITY\",\"reason\":\"não era\"}");
    assertThat(approve(id).status()).isEqualTo(409);
    assertThat(api.incident(id, 1).path("holds").path(0).path("asked").asBoolean()).isFalse();
    Answer lifted = lift(id, "plooral/security-team");
    JsonNode after = api.incident(id, api.json(lifted).path("revision").asLong());
    assertThat(after.path("holds").toString()).doesNotContain("NO_ROLLBACK");
    assertThat(after.path("actions").path(0).path("held").isNull()).isTrue();
    assertThat(approve(id).status()).isEqualTo(200);
  }
}
