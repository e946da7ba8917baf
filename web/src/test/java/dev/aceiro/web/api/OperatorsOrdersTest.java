package dev.aceiro.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.http.RawHttp.Answer;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class OperatorsOrdersTest {
  private static ApiClient api;
  private static JdbcClient jdbc;

  @BeforeAll
  static void start() {
    api = new ApiClient(RunningAceiro.shared().port());
    jdbc = JdbcClient.create(RunningAceiro.shared().bean(DataSource.class));
  }

  @Test
  void anIncidentIsResumedOnOrderAndGoesOn() {
    String id = api.drill("stuck", 1);

    Answer answer = order("/api/v1/incidents/" + id + "/resumption", "it is stuck");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(api.json(answer).path("outcome").asString()).isEqualTo("RESUMED");
    assertThat(generation(id)).isEqualTo(2);
    await().untilAsserted(() -> assertThat(codes(id)).contains("RESUMED"));
    assertThat(api.decide(id, "acknowledge", "{}").status()).isEqualTo(200);
  }

  @Test
  void allOpenIncidentsAreResumedOnOrder() {
    String one = api.drill("one of all", 1);
    String two = api.drill("two of all", 1);

    Answer answer = order("/api/v1/engine/resumption", "restored from a backup");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(api.json(answer).path("resumed").asInt()).isGreaterThanOrEqualTo(2);
    assertThat(api.json(answer).path("failed").asInt()).isZero();
    assertThat(List.of(generation(one), generation(two))).containsExactly(2, 2);
  }

  @Test
  void anOrderSaysWhy() {
    String id = api.drill("why", 1);
    Answer silent = order("/api/v1/incidents/" + id + "/resumption", " ");
    assertThat(silent.status()).isEqualTo(400);
    assertThat(silent.body()).contains("\"/reason\"");
    assertThat(order("/api/v1/incidents/" + id + "/resumption", "x".repeat(501)).body())
        .contains("too-long");
    assertThat(generation(id)).isEqualTo(1);
  }

  @Test
  void whatCannotBeResumedIsSaidToBeSo() {
    Answer none = order("/api/v1/incidents/INC-999999/resumption", "why not");
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.body()).contains("no-such-incident");
    String id = api.drill("closed", 1);
    api.decide(id, "false-alarm", "{\"reason\":\"nothing\"}");
    await()
        .untilAsserted(
            () ->
                assertThat(api.get("/api/v1/incidents/" + id).path("stage").asString())
                    .isEqualTo("CLOSED"));
    Answer closed = order("/api/v1/incidents/" + id + "/resumption", "why not");
    assertThat(closed.status()).isEqualTo(409);
    assertThat(closed.body()).contains("nothing-to-resume", id);
  }

  @Test
  void quarantineIsListedUntilSomebodyHasLookedAtIt() {
    String id = api.drill("quarantined", 1);
    jdbc.sql(
            """
            insert into quarantine (incident, generation, what, sqlstate, detail, content, digest)
            values (:incident, 1, 'entry 1', '22021', 'no such character', 'as sent', 'd')""")
        .param("incident", id)
        .update();
    JsonNode item = only(api.get("/api/v1/quarantine"));
    assertThat(item.path("incident").asString()).isEqualTo(id);
    assertThat(item.path("profile").asString()).isEqualTo("plooral");
    assertThat(item.path("acknowledgement").isNull()).isTrue();
    assertThat(recordPart().path("state").asString()).isEqualTo("DEGRADED");
    String path = "/api/v1/quarantine/" + item.path("id").asString();
    assertThat(api.get(path).path("content").asString()).isEqualTo("as sent");

    Answer answer = order(path + "/acknowledgement", "a client's NUL, nothing to do");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode acknowledgement = api.json(answer).path("acknowledgement");
    assertThat(acknowledgement.path("by").asString()).isEqualTo(ApiClient.LEAD);
    assertThat(acknowledgement.path("why").asString()).isEqualTo("a client's NUL, nothing to do");
    assertThat(acknowledgement.path("at").asString()).endsWith("Z");
    assertThat(api.get("/api/v1/quarantine").path("items").size()).isZero();
    assertThat(api.get("/api/v1/quarantine?acknowledged=true").path("items").size()).isEqualTo(1);
    assertThat(recordPart().path("params").path("quarantined").asString()).isEqualTo("0");
    assertThat(recordPart().path("code").asString()).isNotEqualTo("record.quarantined");
  }

  @Test
  void whatIsNotInQuarantineCannotBeAcknowledged() {
    Answer answer = order("/api/v1/quarantine/record-999999/acknowledgement", "seen");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).contains("not-in-quarantine");
    assertThat(api.http().get("/api/v1/quarantine/drop").send().status()).isEqualTo(404);
  }

  private static Answer order(String path, String reason) {
    return api.http()
        .post(path)
        .json("{\"reason\":\"%s\"}".formatted(reason))
        .header("Aceiro-Person", ApiClient.LEAD)
        .send();
  }

  private static JsonNode only(JsonNode list) {
    assertThat(list.path("items").size()).isEqualTo(1);
    return list.path("items").get(0);
  }

  private static JsonNode recordPart() {
    for (JsonNode part : api.get("/api/v1/status").path("parts")) {
      if (part.path("id").asString().equals("record")) {
        return part;
      }
    }
    throw new AssertionError("no record in the status");
  }

  private static int generation(String id) {
    return jdbc.sql("select generation from incident where id = :id")
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  private static List<String> codes(String id) {
    List<String> codes = new ArrayList<>();
    api.get("/api/v1/incidents/" + id + "/timeline")
        .path("entries")
        .forEach(entry -> codes.add(entry.path("code").asString()));
    return codes;
  }
}
