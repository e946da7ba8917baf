package dev.aceiro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.http.RawHttp.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SimulateOverHttpTest {
  private static final String ADDRESS = "/api/v1/profiles/plooral/simulate";

  private static ApiClient api;

  @BeforeAll
  static void start() {
    api = new ApiClient(RunningAceiro.shared().port());
  }

  @Test
  void aScriptIsAnsweredWithWhatWouldFire() {
    JsonNode answer =
        api.json(
            api.http()
                .post(ADDRESS)
                .json(
                    """
                    {"severity":"P0","startedAt":"2026-03-10T03:00:00-03:00","events":[],"until":"PT2H"}\
                    """)
                .send());
    JsonNode first = answer.path("firings").get(0);
    assertThat(first.propertyNames())
        .containsExactlyInAnyOrder(
            "at", "offset", "id", "kind", "rule", "source", "to", "channels", "code", "text");
    assertThat(first.path("at").asString()).isEqualTo("2026-03-10T06:00:00Z");
    assertThat(answer.path("assumptions").isEmpty()).isFalse();
  }

  @Test
  void whatIsWrongIsAProblemThatNamesIt() {
    Answer answer =
        api.http()
            .post(ADDRESS)
            .header("Accept-Language", "pt-BR")
            .json("{\"startedAt\":\"2026-03-10T03:00:00Z\",\"severity\":\"P9\"}")
            .send();
    assertThat(answer.status()).isEqualTo(400);
    JsonNode problem = api.json(answer);
    assertThat(problem.path("code").asString()).isEqualTo("invalid-request");
    assertThat(problem.path("faults").toString()).contains("/severity", "/until", "P0 | P1 | P2");
  }

  @Test
  void aBodyThatIsNoScriptIsAProblemToo() {
    assertThat(api.http().post(ADDRESS).json("[]").send().status()).isEqualTo(400);
    assertThat(api.http().post(ADDRESS).json("{").send().status()).isEqualTo(400);
    assertThat(api.http().post("/api/v1/profiles/nobody/simulate").json("{}").send().status())
        .isEqualTo(404);
  }
}
