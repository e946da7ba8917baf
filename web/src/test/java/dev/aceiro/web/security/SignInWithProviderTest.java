package dev.aceiro.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.http.RawHttp;
import dev.aceiro.web.http.RawHttp.Answer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
    classes = SecurityTestApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT)
class SignInWithProviderTest {
  private static final LocalProvider PROVIDER = LocalProvider.start();

  @LocalServerPort private int port;
  private RawHttp http;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    String client = "spring.security.oauth2.client.";
    registry.add("aceiro.mode", () -> "server");
    registry.add(client + "registration.company.client-id", () -> LocalProvider.CLIENT);
    registry.add(client + "registration.company.client-secret", () -> "secret");
    registry.add(client + "registration.company.client-name", () -> "Company");
    registry.add(client + "registration.company.scope", () -> "openid,email");
    registry.add(
        client + "registration.company.authorization-grant-type", () -> "authorization_code");
    registry.add(
        client + "registration.company.redirect-uri",
        () -> "{baseUrl}/login/oauth2/code/{registrationId}");
    registry.add(client + "provider.company.authorization-uri", () -> PROVIDER.url("/authorize"));
    registry.add(client + "provider.company.token-uri", () -> PROVIDER.url("/token"));
    registry.add(client + "provider.company.jwk-set-uri", () -> PROVIDER.url("/keys"));
  }

  @AfterAll
  static void stop() {
    PROVIDER.close();
  }

  @BeforeEach
  void connect() {
    http = new RawHttp(port);
  }

  @Test
  void theSignInPageLeadsToTheProvider() {
    Answer page = http.get("/login").header("Accept", "text/html").send();
    assertThat(page.body()).contains("/oauth2/authorization/company", "Company");
    assertThat(page.body()).doesNotContain("type=\"password\"");
  }

  @Test
  void aVerifiedAddressIsWhoTheyAre() {
    assertThat(signedIn("ana@plooral.com", true)).isEqualTo("{\"id\":\"ana@plooral.com\"}");
  }

  @Test
  void anAddressNobodyVerifiedIsNot() {
    assertThat(signedIn("ana@plooral.com", false)).isEqualTo("{\"id\":\"subject-1\"}");
  }

  private String signedIn(String email, boolean verified) {
    Answer begin = http.get("/oauth2/authorization/company").header("Accept", "text/html").send();
    assertThat(begin.header("Location")).startsWith(PROVIDER.url("/authorize"));
    Map<String, String> asked = query(begin.header("Location"));
    PROVIDER.answers(asked.get("nonce"), email, verified);
    String session = "JSESSIONID=" + begin.cookie("JSESSIONID");
    Answer back =
        http.get("/login/oauth2/code/company?code=c1&state=" + encoded(asked.get("state")))
            .header("Accept", "text/html")
            .header("Cookie", session)
            .send();
    assertThat(back.status()).isEqualTo(302);
    assertThat(back.header("Location")).doesNotContain("error");
    String signedIn = "JSESSIONID=" + back.cookie("JSESSIONID");
    assertThat(signedIn).isNotEqualTo(session);
    return http.get("/api/v1/me").header("Cookie", signedIn).send().body();
  }

  private static Map<String, String> query(String address) {
    return Arrays.stream(address.substring(address.indexOf('?') + 1).split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
