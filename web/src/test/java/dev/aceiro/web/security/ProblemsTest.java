package dev.aceiro.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.http.RawHttp;
import dev.aceiro.web.http.RawHttp.Answer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/incidents/..%2F..",
        "/api/v1/incidents/a%2Fb",
        "/api/v1/incidents/%zz",
        "/api/v1/incidents/%00",
        "/api/v1/incidents/a%5Cb",
        "/api/v1/incidents/%c3%28",
        "/api/v1/incidents/a;b",
        "/api/v1//incidents",
        "/api/v1/incidents/../../../x",
        "/alarms/plooral/..%2F.."
      })
  void aPathThatTheContainerRefusesIsAProblemToo(String path) {
    Answer answer = http.get(path).header("Accept-Language", "pt-BR").send();
    assertThat(answer.status()).isBetween(400, 404);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.header("Content-Language")).isEqualTo("pt-BR");
    assertThat(answer.body()).contains("\"title\":\"").contains("ã").doesNotContain("<html");
  }

  @Test
  void charactersThatNoAddressMayHaveAreAProblemToo() {
    for (String path : List.of("/api/v1/a|b", "/api/v1/<x>", "/api/v1/incidents?q={x}")) {
      Answer answer = http.get(path).send();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).doesNotContain("<html");
    }
  }

  @Test
  void aPersonWhoMistypesGetsAPage() {
    Answer answer = http.get("/page/..%2F..").header("Accept", "text/html").send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertThat(answer.body()).doesNotContain("Tomcat");
  }

  @Test
  void whatIsLargerThanAnybodyNeedsIsRefused() {
    String fits = "{\"text\":\"%s\",\"count\":1,\"names\":[]}";
    int rest = 512 * 1024 - fits.formatted("").length();
    assertThat(http.post("/api/v1/wishes").json(fits.formatted("x".repeat(rest))).send().status())
        .isEqualTo(200);
    for (int more : List.of(1, 8 * 1024 * 1024)) {
      Answer answer =
          http.post("/api/v1/wishes").json(fits.formatted("x".repeat(rest + more))).send();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(answer.body()).contains("\"code\":\"too-large\"", "512 KB");
    }
  }

  @Test
  void aBodyThatDoesNotSayHowLargeItIsIsNotReadBeyondTheLimit() throws Exception {
    byte[] large =
        ("{\"text\":\"" + "x".repeat(600 * 1024) + "\",\"count\":1,\"names\":[]}")
            .getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> json = chunked("/api/v1/wishes", "application/json", large);
    assertThat(json.statusCode()).isEqualTo(413);
    assertThat(json.body()).contains("\"code\":\"too-large\"");
  }

  @Test
  void aFormThatIsTooLargeIsAnsweredWithAPageThatSaysSo() {
    Answer answer =
        http.post("/page")
            .form("text=" + "x".repeat(600 * 1024))
            .header("Accept", "text/html")
            .header("Accept-Language", "pt-BR")
            .send();
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertThat(answer.body()).contains("Grande demais", "512 KB");
  }

  private HttpResponse<String> chunked(String path, String type, byte[] body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .header("Content-Type", type)
              .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void peopleGetAPage() {
    Answer answer = http.get("/nothing").header("Accept", "text/html").send();
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertThat(answer.body()).contains("Not found").contains(">404<", "<code>not-found</code>");
  }
}
