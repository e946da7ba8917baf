package dev.aceiro.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.http.RawHttp;
import dev.aceiro.web.http.RawHttp.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
    classes = SecurityTestApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT)
class ProblemsTest {
  @LocalServerPort private int port;
  private RawHttp http;

  @BeforeEach
  void connect() {
    http = new RawHttp(port);
  }

  @Test
  void anUnknownFieldIsNamed() {
    Answer answer =
        http.post("/api/v1/wishes").json("{\"text\":\"a\",\"count\":1,\"nmaes\":[]}").send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"code\":\"invalid-request\"", "\"pointer\":\"/nmaes\"", "count, names, text");
  }

  @Test
  void aWrongTypeIsNamed() {
    Answer answer =
        http.post("/api/v1/wishes").json("{\"text\":\"a\",\"count\":\"many\",\"names\":[]}").send();
    assertThat(answer.body())
        .contains("\"pointer\":\"/count\"", "\"code\":\"wrong-type\"", "must be: number");
  }

  @Test
  void brokenJsonIsLocated() {
    Answer answer = http.post("/api/v1/wishes").json("{\"text\":\n  oops}").send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("\"code\":\"malformed-json\"", "line 2");
  }

  @Test
  void aMissingBodyIsSaid() {
    Answer answer = http.post("/api/v1/wishes").header("Content-Type", "application/json").send();
    assertThat(answer.body()).contains("\"code\":\"body-missing\"");
  }

  @Test
  void anotherContentTypeIsRefused() {
    Answer answer = http.post("/api/v1/wishes").form("text=a").send();
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.body()).contains("\"code\":\"unsupported-media-type\"");
  }

  @Test
  void anotherMethodIsRefusedWithTheOnesThereAre() {
    Answer answer = http.post("/api/v1/me").json("{}").send();
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).contains("GET");
  }

  @Test
  void anErrorOfOursSaysNothingOfItself() {
    Answer answer = http.get("/api/v1/broken").send();
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).contains("\"code\":\"internal\"").doesNotContain("secret");
  }

  @Test
  void whoMayTryAgainIsToldWhen() {
    Answer answer = http.get("/api/v1/later").send();
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("2");
  }

  @Test
  void problemsSpeakTheCallersLanguage() {
    Answer portuguese =
        http.get("/api/v1/nothing").header("Accept-Language", "pt-BR,en;q=0.5").send();
    assertThat(portuguese.status()).isEqualTo(404);
    assertThat(portuguese.header("Content-Type")).startsWith("application/problem+json");
    assertThat(portuguese.header("Content-Language")).isEqualTo("pt-BR");
    assertThat(portuguese.body())
        .contains("\"title\":\"Não encontrado\"", "\"type\":\"urn:aceiro:problem:not-found\"");
    Answer english = http.get("/api/v1/nothing").header("Accept-Language", "de").send();
    assertThat(english.body()).contains("\"title\":\"Not found\"");
  }

  @Test
  void peopleGetAPage() {
    Answer answer = http.get("/nothing").header("Accept", "text/html").send();
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertThat(answer.body()).contains("Not found").contains(">404<", "<code>not-found</code>");
  }
}
