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
  void yamlIsNotSpokenHere() {
    Answer answer =
        http.post("/api/v1/incidents").header("Content-Type", "application/yaml").send();
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.body()).contains("application/json").doesNotContain("yaml");
  }
}
