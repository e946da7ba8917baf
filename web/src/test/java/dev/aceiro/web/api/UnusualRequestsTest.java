package dev.aceiro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.http.RawHttp;
import dev.aceiro.web.http.RawHttp.Answer;
import org.junit.jupiter.api.Test;

class UnusualRequestsTest {
  private final RawHttp http = new RawHttp(RunningAceiro.shared().port());

  @Test
  void theFirstPageAnswersToWhoeverOnlyAsksForItsHead() {
    Answer head = http.method("HEAD", "/").header("Accept", "text/html").send();
    assertThat(head.status()).isEqualTo(200);
  }

  @Test
  void aCharacterThatNoDatabaseTakesIsLeftOut() {
    ApiClient api = new ApiClient(RunningAceiro.shared().port());
    String id =
        api.json(
                api.declare(
                    "{\"title\":\"a\\u0000b\",\"drill\":true,\"services\":[\"x\\u0000\"]}", null))
            .path("id")
            .asString();
    long revision =
        api.json(api.decide(id, "note", "{\"text\":\"c\\u0000d\\u202Ee\"}"))
            .path("revision")
            .asLong();

    assertThat(api.incident(id, revision).path("title").asString()).isEqualTo("ab");
    assertThat(api.get("/api/v1/incidents/" + id + "/timeline").toString())
        .contains("\"cde\"")
        .doesNotContain("\\u0000");
    assertThat(api.get("/api/v1/status").toString()).doesNotContain("\"quarantined\":1");
  }

  @Test
  void aTextThatNoEngineCarriesNeverReachesTheIncident() {
    ApiClient api = new ApiClient(RunningAceiro.shared().port());
    String id = api.drill("two megabytes", 1);

    Answer huge = api.decide(id, "note", "{\"text\":\"" + "x".repeat(2_200_000) + "\"}");
    assertThat(huge.status()).isEqualTo(413);
    Answer tooLong = api.decide(id, "note", "{\"text\":\"" + "x".repeat(400_000) + "\"}");
    assertThat(tooLong.status()).isEqualTo(400);
    assertThat(tooLong.body()).contains("\"code\":\"field-too-long\"", "4000");
    Answer name = api.decide(id, "note", "{\"" + "x".repeat(40_000) + "\":\"\"}");
    assertThat(name.status()).isEqualTo(400);
    assertThat(name.body()).contains("\"code\":\"field-unknown\"").hasSizeLessThan(2_000);
    Answer form =
        http.post("/incidents/" + id + "/decisions/note")
            .form("f.text=" + "x".repeat(2_200_000))
            .send();
    assertThat(form.status()).isEqualTo(413);
    Answer services =
        api.declare("{\"title\":\"a\",\"services\":[\"" + "x".repeat(400_000) + "\"]}", null);
    assertThat(services.status()).isEqualTo(400);
    assertThat(services.body()).contains("\"/services\"", "too-long").hasSizeLessThan(2_000);

    assertThat(api.decide(id, "note", "{\"text\":\"it is there\"}").status()).isEqualTo(200);
  }

  @Test
  void yamlIsNotSpokenHere() {
    Answer answer =
        http.post("/api/v1/incidents").header("Content-Type", "application/yaml").send();
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.body()).contains("application/json").doesNotContain("yaml");
  }
}
