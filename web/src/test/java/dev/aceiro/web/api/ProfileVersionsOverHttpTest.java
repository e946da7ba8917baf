package dev.aceiro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.store.ProfileVersions;
import dev.aceiro.web.RunningAceiro;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

class ProfileVersionsOverHttpTest {
  private static final String VERSIONS = "/api/v1/profiles/plooral/versions/";

  private static ApiClient api;

  @BeforeAll
  static void start() {
    api = new ApiClient(RunningAceiro.shared().port());
  }

  @Test
  void theVersionInForceIsReadable() {
    String hash = api.get("/api/v1/profiles/plooral").path("profile").path("version").asString();
    JsonNode version = api.get(VERSIONS + hash);
    assertThat(version.path("current").asBoolean()).isTrue();
    assertThat(version.path("files").path("organisation.yaml").asString()).contains("Plooral");
  }

  @Test
  void theVersionThatAnIncidentWasOpenedWithIsKept() {
    String id = api.drill("kept", 1);
    String hash = api.get("/api/v1/profiles/plooral").path("profile").path("version").asString();
    assertThat(api.incident(id, 1).isEmpty()).isFalse();
    assertThat(
            RunningAceiro.shared()
                .bean(JdbcTemplate.class)
                .queryForObject(
                    "select profile from profile_version where hash = ?", String.class, hash))
        .isEqualTo("plooral");
  }

  @Test
  void aVersionOfBeforeStaysReadable() {
    RunningAceiro.shared()
        .bean(ProfileVersions.class)
        .keep("plooral", "of-before", new TreeMap<>(Map.of("roles.yaml", "[]")));
    JsonNode version = api.get(VERSIONS + "of-before");
    assertThat(version.path("current").asBoolean(true)).isFalse();
    assertThat(version.path("files").path("roles.yaml").asString()).isEqualTo("[]");
    assertThat(api.http().get(VERSIONS + "never").send().status()).isEqualTo(404);
  }
}
