package dev.aceiro.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.http.RawHttp;
import dev.aceiro.web.http.RawHttp.Answer;
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
class LocalModeTest {
  private static final String WISH = "{\"text\":\"a\",\"count\":1,\"names\":[]}";

  @LocalServerPort private int port;
  private RawHttp http;

  @BeforeEach
  void connect() {
    http = new RawHttp(port);
  }

  @Test
  void aProgramNamesOneOfTheLocalPeople() {
    Answer answer = http.get("/api/v1/me").header("Aceiro-Person", "plooral/platform-lead").send();
    assertThat(answer.body()).isEqualTo("{\"id\":\"plooral/platform-lead\"}");
  }

  @Test
  void whoNamesNobodyIsSomebody() {
    assertThat(http.get("/api/v1/me").send().body()).isEqualTo("{\"id\":\"local\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plooral/nobody", "platform-lead", "challenge-02/on-call", ""})
  void aPersonNobodyKnowsIsRefused(String person) {
    Answer answer = http.get("/api/v1/me").header("Aceiro-Person", person).send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"unknown-person\"", "plooral/on-call");
  }

  @Test
  void aBrowserChoosesWhomItsUserIs() {
    Answer page = http.get("/page").header("Accept", "text/html").send();
    String[] lines = page.body().split("\n");
    String csrf = page.cookie("aceiro-csrf");
    assertThat(lines[0]).isEqualTo("local");
    Answer chosen =
        http.post("/who")
            .header("Accept", "text/html")
            .header("Cookie", "aceiro-csrf=" + csrf)
            .form("person=plooral%2Fplatform-lead&back=%2Fpage&_csrf=" + lines[1])
            .send();
    assertThat(chosen.status()).isEqualTo(302);
    assertThat(chosen.header("Location")).endsWith("/page");
    assertThat(chosen.header("Set-Cookie")).contains("HttpOnly", "SameSite=Strict");
    Answer after =
        http.get("/page")
            .header("Cookie", "aceiro-person=" + chosen.cookie("aceiro-person"))
            .send();
    assertThat(after.body()).startsWith("plooral/platform-lead\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example"})
  void choosingAPersonNeverLeadsElsewhere(String back) {
    Answer page = http.get("/page").header("Accept", "text/html").send();
    Answer chosen =
        http.post("/who")
            .header("Cookie", "aceiro-csrf=" + page.cookie("aceiro-csrf"))
            .form("person=plooral%2Fon-call&back=" + back + "&_csrf=" + page.body().split("\n")[1])
            .send();
    assertThat(chosen.header("Location")).endsWith(":" + port + "/");
  }

  @Test
  void aCookieOfAnotherInstallationIsForgotten() {
    Answer answer = http.get("/api/v1/me").header("Cookie", "aceiro-person=acme/boss").send();
    assertThat(answer.body()).isEqualTo("{\"id\":\"local\"}");
  }

  @Test
  void aFormWithoutItsTokenIsRefused() {
    Answer answer =
        http.post("/who").header("Accept", "text/html").form("person=plooral/on-call").send();
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains(">403<").contains("<code>csrf</code>").contains("<html");
  }

  @Test
  void aProgramWritesWithoutAToken() {
    assertThat(http.post("/api/v1/wishes").json(WISH).send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cookie: aceiro-person=plooral/on-call", "Sec-Fetch-Site: same-origin"})
  void aBrowserWritesToTheApiOnlyWithItsHeader(String header) {
    String[] parts = header.split(": ");
    Answer refused = http.post("/api/v1/wishes").header(parts[0], parts[1]).json(WISH).send();
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("\"code\":\"csrf\"");
  }

  @Test
  void aBrowserWritesToTheApiWithItsHeader() {
    Answer page = http.get("/page").header("Accept", "text/html").send();
    Answer answer =
        http.post("/api/v1/wishes")
            .header("Origin", "http://127.0.0.1:" + port)
            .header("Sec-Fetch-Site", "same-origin")
            .header("Cookie", "aceiro-csrf=" + page.cookie("aceiro-csrf"))
            .header("X-CSRF-TOKEN", page.body().split("\n")[1])
            .json(WISH)
            .send();
    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://127.0.0.1:1"
      })
  void aPageOfAnotherSiteCannotWrite(String header) {
    String[] parts = header.split(": ");
    Answer answer = http.post("/api/v1/wishes").header(parts[0], parts[1]).json(WISH).send();
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("\"code\":\"cross-site\"");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "127.0.0.1.evil.example",
        "169.254.1.1",
        "[::2]"
      })
  void anotherNameOfThisMachineIsRefused(String host) {
    Answer answer = http.get("/api/v1/me").header("Host", host).send();
    assertThat(answer.status()).isEqualTo(421);
    assertThat(answer.body()).contains("\"code\":\"host-not-ours\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:1",
        "127.0.0.1",
        "127.0.0.5:80",
        "[::1]:8080",
        "aceiro.localhost"
      })
  void loopbackNamesAreOurs(String host) {
    assertThat(http.get("/api/v1/me").header("Host", host).send().status()).isEqualTo(200);
  }

  @Test
  void alarmsNeedNoBrowserToken() {
    Answer answer = http.post("/alarms/plooral/generic").header("Cookie", "a=b").json("{}").send();
    assertThat(answer.body()).isEqualTo("taken");
  }

  @Test
  void everyAnswerCarriesTheHeadersThatBindABrowser() {
    Answer answer = http.get("/page").send();
    assertThat(answer.header("Content-Security-Policy"))
        .contains("default-src 'self'", "frame-ancestors 'none'", "form-action 'self'")
        .doesNotContain("unsafe");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
  }
}
