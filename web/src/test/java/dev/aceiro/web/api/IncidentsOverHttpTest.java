package dev.aceiro.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.http.RawHttp.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class IncidentsOverHttpTest {
  private static ApiClient api;

  @BeforeAll
  static void start() {
    api = new ApiClient(RunningAceiro.shared().port());
  }

  @Test
  void anIncidentIsDeclaredAndRead() {
    Answer declared =
        api.declare(
            """
            {"profile":"plooral","title":"API fora do ar","severity":"P0","services":["plooral-api"]}\
            """,
            null);
    assertThat(declared.status()).isEqualTo(201);
    JsonNode answer = api.json(declared);
    String id = answer.path("id").asString();
    assertThat(declared.header("Location")).isEqualTo("/api/v1/incidents/" + id);
    assertThat(answer.path("recorded").asBoolean()).isTrue();
    JsonNode incident = api.incident(id, 1);
    assertThat(incident.path("title").asString()).isEqualTo("API fora do ar");
    assertThat(incident.path("severity").asString()).isEqualTo("P0");
    assertThat(incident.path("openedBy").asString()).isEqualTo("plooral/on-call");
    assertThat(ids(incident.path("clocks"))).contains("notify", "contain-target", "contain-limit");
    assertThat(incident.path("receivedAt").asString()).endsWith("Z");
  }

  @Test
  void declaringAgainUnderTheSameKeyFindsTheSameIncident() {
    String body = "{\"title\":\"once\",\"drill\":true}";
    String key = UUID.randomUUID().toString();
    Answer first = api.declare(body, key);
    Answer second = api.declare(body, key);
    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(200);
    assertThat(api.json(second).path("id")).isEqualTo(api.json(first).path("id"));
  }

  @Test
  void theSameKeyWithAnotherBodyDeclaresNothing() {
    String key = UUID.randomUUID().toString();
    Answer first = api.declare("{\"title\":\"one\",\"drill\":true}", key);
    Answer other = api.declare("{\"title\":\"other\",\"drill\":true}", key);
    assertThat(first.status()).isEqualTo(201);
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.body()).contains("key-reused");
  }

  @Test
  void whatCannotBeMeantIsNamed() {
    Answer answer =
        api.declare(
            "{\"title\":\" \",\"severity\":\"P9\",\"scenario\":\"none\",\"speed\":10}", null);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"/title\"", "\"/severity\"", "\"/scenario\"", "\"/speed\"");
  }

  @Test
  void anUnknownProfileIsNamed() {
    Answer answer = api.declare("{\"profile\":\"acme\",\"title\":\"x\"}", null);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("\"/profile\"", "plooral");
  }

  @Test
  void aDecisionIsAnsweredWithItsRevisionAndReadWithIt() {
    String id = api.drill("acknowledge", 1);
    Answer answer = api.decide(id, "acknowledge", "{}");
    assertThat(answer.status()).isEqualTo(200);
    JsonNode taken = api.json(answer);
    assertThat(taken.path("recorded").asBoolean()).isTrue();
    JsonNode incident = api.incident(id, taken.path("revision").asLong());
    assertThat(incident.path("pending").asBoolean()).isFalse();
    assertThat(incident.path("acknowledgedBy").asString()).isEqualTo(ApiClient.ON_CALL);
    assertThat(incident.path("stage").asString()).isEqualTo("TRIAGE");
  }

  @Test
  void aRepetitionGetsItsFirstAnswer() {
    String id = api.drill("repeat", 1);
    Answer first = api.decide(id, "note", "{\"text\":\"once\"}", ApiClient.ON_CALL, "key-1");
    Answer second = api.decide(id, "note", "{\"text\":\"once\"}", ApiClient.ON_CALL, "key-1");
    assertThat(second.status()).isEqualTo(200);
    assertThat(api.json(second).path("revision")).isEqualTo(api.json(first).path("revision"));
    JsonNode timeline = api.get("/api/v1/incidents/" + id + "/timeline");
    assertThat(codes(timeline)).filteredOn("NOTE"::equals).hasSize(1);
  }

  @Test
  void aKeyIsOnePersonsAndOneDecisions() {
    String id = api.drill("keys", 1);
    assertThat(api.decide(id, "note", "{\"text\":\"a\"}", ApiClient.ON_CALL, "k").status())
        .isEqualTo(200);
    assertThat(api.decide(id, "progress", "{\"text\":\"a\"}", ApiClient.ON_CALL, "k").status())
        .isEqualTo(200);
    assertThat(api.decide(id, "note", "{\"text\":\"a\"}", ApiClient.LEAD, "k").status())
        .isEqualTo(200);
    Answer other = api.decide(id, "note", "{\"text\":\"b\"}", ApiClient.ON_CALL, "k");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.body()).contains("\"code\":\"key-reused\"");
  }

  @Test
  void aDecisionWithoutAKeyIsRefused() {
    String id = api.drill("no key", 1);
    Answer answer =
        api.http().post("/api/v1/incidents/" + id + "/decisions/acknowledge").json("{}").send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("idempotency-key-missing");
  }

  @Test
  void aRefusalHasItsCodeAndItsWords() {
    String id = api.drill("refused", 1);
    api.decide(id, "acknowledge", "{}");
    Answer refused =
        api.http()
            .post("/api/v1/incidents/" + id + "/decisions/acknowledge")
            .json("{}")
            .header("Idempotency-Key", "again")
            .header("Accept-Language", "pt-BR")
            .send();
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body())
        .contains("\"code\":\"already-acknowledged\"", "Já reconhecido por plooral/on-call.");
  }

  @Test
  void aBodyThatIsTooLargeChangesNothing() {
    String id = api.drill("large", 1);
    Answer answer = api.decide(id, "note", "{\"text\":\"" + "x".repeat(600 * 1024) + "\"}");
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("\"code\":\"too-large\"");
    assertThat(api.decide(id, "note", "{\"text\":\"shorter\"}").status()).isEqualTo(200);
    assertThat(codes(api.get("/api/v1/incidents/" + id + "/timeline")))
        .filteredOn("NOTE"::equals)
        .hasSize(1);
  }

  @Test
  void wrongFieldsAreTheCallersFault() {
    String id = api.drill("fields", 1);
    assertThat(api.decide(id, "note", "{}").status()).isEqualTo(400);
    assertThat(api.decide(id, "note", "{\"text\":\"a\",\"txt\":\"b\"}").body())
        .contains("field-unknown");
    assertThat(api.decide(id, "triage", "{\"severity\":\"P9\"}").body()).contains("field-invalid");
    assertThat(api.decide(id, "note", "{\"text\":{\"deep\":{\"er\":1}}}").status()).isEqualTo(400);
    assertThat(api.decide(id, "note", "[1]").status()).isEqualTo(400);
    assertThat(api.decide(id, "note", "{\"text\":").body()).contains("malformed-json");
  }

  @Test
  void whatDoesNotExistIsNotFound() {
    String id = api.drill("not found", 1);
    assertThat(api.decide(id, "dance", "{}").status()).isEqualTo(404);
    assertThat(api.decide("INC-999999", "acknowledge", "{}").status()).isEqualTo(404);
    assertThat(api.decide("INC-1' or 1=1", "acknowledge", "{}").status()).isIn(400, 404);
    assertThat(api.http().get("/api/v1/incidents/INC-999999").send().status()).isEqualTo(404);
    assertThat(api.http().get("/api/v1/incidents/INC-999999/stream").send().status())
        .isEqualTo(404);
    assertThat(api.http().get("/api/v1/profiles/acme").send().status()).isEqualTo(404);
  }

  @Test
  void whoAsksSeesWhatTheyMaySay() {
    String id = api.drill("offers", 1);
    JsonNode offers = api.get("/api/v1/incidents/" + id, ApiClient.ON_CALL).path("decisions");
    assertThat(offer(offers, "acknowledge").path("allowed").asBoolean()).isTrue();
    JsonNode recovered = offer(offers, "declare-recovered");
    assertThat(recovered.path("allowed").asBoolean()).isFalse();
    assertThat(recovered.path("why").path("code").asString()).isEqualTo("wrong-stage");
    assertThat(recovered.path("why").path("text").asString()).isNotBlank();
    JsonNode triage = offer(offers, "triage");
    assertThat(triage.path("fields").get(0).path("choices").toString()).contains("P0", "P1", "P2");
  }

  @Test
  void theListIsFilteredAndPaged() {
    String one = api.drill("listed one", 1);
    String two = api.drill("listed two", 1);
    JsonNode first = api.get("/api/v1/incidents?drill=true&q=listed&limit=1");
    assertThat(first.path("incidents").get(0).path("id").asString()).isEqualTo(two);
    JsonNode second =
        api.get(
            "/api/v1/incidents?drill=true&q=listed&limit=1&cursor="
                + first.path("next").asString());
    assertThat(second.path("incidents").get(0).path("id").asString()).isEqualTo(one);
    assertThat(api.get("/api/v1/incidents?severity=P2&q=listed").path("incidents").size()).isZero();
    assertThat(api.get("/api/v1/incidents?stage=CLOSED&q=listed").path("incidents").size())
        .isZero();
    assertThat(api.http().get("/api/v1/incidents?stage=NOWHERE").send().status()).isEqualTo(400);
    assertThat(api.http().get("/api/v1/incidents?cursor=%20x").send().status()).isEqualTo(400);
    assertThat(api.http().get("/api/v1/incidents?limit=many").send().status()).isEqualTo(400);
  }

  @Test
  void aRevisionThatIsNotThereYetIsPending() {
    String id = api.drill("pending", 1);
    long began = System.nanoTime();
    JsonNode incident = api.incident(id, 1_000_000);
    assertThat(incident.path("pending").asBoolean()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofMillis(900), Duration.ofSeconds(4));
  }

  @Test
  void changesAreStreamed() {
    String id = api.drill("streamed", 1);
    List<String> lines = new CopyOnWriteArrayList<>();
    try (EventReader events =
        new EventReader(
            RunningAceiro.shared().port(), "/api/v1/incidents/" + id + "/stream", lines)) {
      await().atMost(Duration.ofSeconds(10)).until(() -> lines.contains("event:open"));
      long revision =
          api.json(api.decide(id, "note", "{\"text\":\"seen\"}")).path("revision").asLong();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  lines.contains(
                      "data:{\"incident\":\"" + id + "\",\"revision\":" + revision + "}"));
    }
  }

  @Test
  void aWholeDrillIsCarriedThrough() {
    String id = api.drill("whole drill", 3600);
    ok(api.decide(id, "acknowledge", "{}"));
    ok(api.decide(id, "triage", "{\"severity\":\"P1\",\"environment\":\"prod\"}"));
    ok(api.decide(id, "mark-contained", "{\"summary\":\"restarted\"}"));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(checks(api.get("/api/v1/incidents/" + id))).doesNotContain("RUNNING"));
    for (JsonNode check : api.get("/api/v1/incidents/" + id).path("checks")) {
      if (!check.path("state").asString().equals("PASSED")) {
        ok(
            api.decide(
                id,
                "override-check",
                "{\"check\":\"%s\",\"reason\":\"drill\"}".formatted(check.path("id").asString())));
      }
    }
    assertThat(api.get("/api/v1/incidents/" + id).path("keepsOpen")).isEmpty();
    ok(api.decide(id, "declare-recovered", "{\"summary\":\"back to normal\"}"));
    assertThat(api.get("/api/v1/incidents/" + id).path("keepsOpen").toString())
        .contains("OBSERVATION", "REVIEW");
    ok(api.decide(id, "submit-draft", "{\"text\":\"what happened\"}"));
    ok(
        api.decide(
            id,
            "add-action-item",
            "{\"text\":\"alarm"
                + " earlier\",\"owner\":\"platform-lead\",\"priority\":\"P1\",\"type\":\"detect\"}"));
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                ok(
                    api.decide(
                        id,
                        "complete-review",
                        "{\"when\":\"%s\",\"who\":[\"Ana\"]}".formatted(java.time.Instant.now()))));
    ok(api.decide(id, "complete-action-item", "{\"item\":\"I1\",\"reason\":\"done\"}"));
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(api.get("/api/v1/incidents/" + id).path("stage").asString())
                    .isEqualTo("CLOSED"));
    JsonNode closed = api.get("/api/v1/incidents/" + id);
    assertThat(closed.path("keepsOpen")).isEmpty();
    assertThat(closed.path("postmortem").path("draft").asString()).isEqualTo("what happened");
    Answer late = api.decide(id, "note", "{\"text\":\"too late\"}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body()).contains("\"code\":\"closed\"");
  }

  private static void ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static List<String> checks(JsonNode incident) {
    List<String> states = new ArrayList<>();
    incident.path("checks").forEach(c -> states.add(c.path("state").asString()));
    return states;
  }

  private static List<String> ids(JsonNode array) {
    List<String> ids = new ArrayList<>();
    array.forEach(one -> ids.add(one.path("id").asString()));
    return ids;
  }

  private static List<String> codes(JsonNode timeline) {
    List<String> codes = new ArrayList<>();
    timeline.path("entries").forEach(e -> codes.add(e.path("code").asString()));
    return codes;
  }

  private static JsonNode offer(JsonNode offers, String id) {
    for (JsonNode offer : offers) {
      if (offer.path("id").asString().equals(id)) {
        return offer;
      }
    }
    throw new AssertionError("no offer " + id + " in " + offers);
  }
}
