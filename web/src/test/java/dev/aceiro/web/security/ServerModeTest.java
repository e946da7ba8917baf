package dev.aceiro.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.http.RawHttp;
import dev.aceiro.web.http.RawHttp.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
    classes = SecurityTestApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT)
class ServerModeTest {
  private static final String TOKEN = "a-token-that-only-this-test-carries";
  @TempDir static Path folder;

  @LocalServerPort private int port;
  private RawHttp http;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws Exception {
    Path users = folder.resolve("users.yaml");
    write(users);
    String hash =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(TOKEN.getBytes(StandardCharsets.UTF_8)));
    registry.add("aceiro.mode", () -> "server");
    registry.add("aceiro.public-url", () -> "https://aceiro.example.com");
    registry.add("aceiro.allowed-hosts", () -> "aceiro.internal");
    registry.add("aceiro.security.users-file", users::toString);
    registry.add("aceiro.security.tokens[0].name", () -> "pipeline");
    registry.add("aceiro.security.tokens[0].sha256", () -> hash);
  }

  private static void write(Path users) throws IOException {
    Files.writeString(
        users,
        """
        users:
          - username: ana
            name: Ana Prado
            email: ana@plooral.com
            password: "{bcrypt}%s"
        """
            .formatted(new BCryptPasswordEncoder(4).encode("correct horse")));
  }

  @BeforeEach
  void connect() {
    http = new RawHttp(port);
  }

  @Test
  void aPersonSignsInWithAPassword() {
    Answer signedIn = signIn("ana", "correct horse");
    assertThat(signedIn.status()).isEqualTo(302);
    Answer me =
        http.get("/api/v1/me")
            .header("Cookie", "JSESSIONID=" + signedIn.cookie("JSESSIONID"))
            .send();
    assertThat(me.body()).isEqualTo("{\"id\":\"ana\"}");
  }

  @Test
  void aWrongPasswordIsRefused() {
    assertThat(signIn("ana", "wrong").header("Location")).contains("/login?error");
    assertThat(signIn("bruno", "correct horse").header("Location")).contains("/login?error");
  }

  @Test
  void aSessionWritesOnlyWithItsCsrfHeader() {
    Answer signedIn = signIn("ana", "correct horse");
    Answer refused =
        http.post("/api/v1/wishes")
            .header("Cookie", "JSESSIONID=" + signedIn.cookie("JSESSIONID"))
            .json("{\"text\":\"a\",\"count\":1,\"names\":[]}")
            .send();
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("\"code\":\"csrf\"");
  }

  @Test
  void whoHasNotSignedInIsLedToDoSo() {
    Answer page = http.get("/page").header("Accept", "text/html").send();
    assertThat(page.status()).isEqualTo(302);
    assertThat(page.header("Location")).endsWith("/login");
  }

  @Test
  void aProgramThatHasNotSignedInIsToldSo() {
    Answer answer = http.get("/api/v1/me").send();
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(answer.body()).contains("\"code\":\"not-signed-in\"");
  }

  @Test
  void aMachineCarriesAToken() {
    Answer answer = http.get("/api/v1/me").header("Authorization", "Bearer " + TOKEN).send();
    assertThat(answer.body()).isEqualTo("{\"id\":\"token:pipeline\"}");
    Answer written =
        http.post("/api/v1/wishes")
            .header("Authorization", "Bearer " + TOKEN)
            .json("{\"text\":\"a\",\"count\":1,\"names\":[]}")
            .send();
    assertThat(written.status()).isEqualTo(200);
  }

  @Test
  void aWrongTokenIsRefused() {
    Answer answer = http.get("/api/v1/me").header("Authorization", "Bearer local").send();
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).contains("\"code\":\"invalid-token\"");
  }

  @Test
  void nobodyChoosesWhomTheyAre() {
    Answer signedIn = signIn("ana", "correct horse");
    Answer answer =
        http.get("/api/v1/me")
            .header("Cookie", "JSESSIONID=" + signedIn.cookie("JSESSIONID"))
            .header("Aceiro-Person", "plooral/platform-lead")
            .send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("person-not-chosen-here");
  }

  @Test
  void onlyItsOwnNamesAreAnswered() {
    assertThat(http.get("/login").header("Host", "aceiro.example.com").send().status())
        .isEqualTo(200);
    assertThat(http.get("/login").header("Host", "aceiro.internal:8080").send().status())
        .isEqualTo(200);
    assertThat(http.get("/login").header("Host", "evil.example").send().status()).isEqualTo(421);
  }

  @Test
  void probesMayCallByAddress() {
    assertThat(http.get("/livez").header("Host", "10.1.2.3").send().status()).isEqualTo(200);
  }

  @Test
  void theSignInPageSpeaksTheReadersLanguage() {
    Answer page =
        http.get("/login")
            .header("Accept", "text/html")
            .header("Accept-Language", "pt-PT,pt;q=0.9")
            .send();
    assertThat(page.body()).contains("lang=\"pt-BR\"", "Usuário").doesNotContain("??");
  }

  private Answer signIn(String username, String password) {
    Answer page = http.get("/login").header("Accept", "text/html").send();
    Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(page.body());
    assertThat(token.find()).isTrue();
    return http.post("/login")
        .header("Accept", "text/html")
        .header("Cookie", "aceiro-csrf=" + page.cookie("aceiro-csrf"))
        .form(
            "username="
                + username
                + "&password="
                + password.replace(" ", "+")
                + "&_csrf="
                + token.group(1))
        .send();
  }
}
