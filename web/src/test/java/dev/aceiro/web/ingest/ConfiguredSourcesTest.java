package dev.aceiro.web.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.web.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfiguredSourcesTest {

  private static final String GOOD = "0123456789abcdefghijklmnop";
  private static final List<SourceKind> KINDS =
      List.of(
          new SnsKind(SnsCertificates.overHttps(), (topic, token) -> {}),
          new AlertmanagerKind(),
          new GenericKind());

  @TempDir private Path folder;

  @Test
  void inLocalModeEachProfileHasThreeSources() {
    AlarmSources sources =
        ConfiguredSources.local(
            List.of("plooral", "etp-express"), KINDS, folder.resolve("certificate.pem"));

    for (String profile : List.of("plooral", "etp-express")) {
      assertThat(sources.find(profile, "cloudwatch").orElseThrow().config().kind())
          .isEqualTo("sns");
      assertThat(sources.find(profile, "alertmanager").orElseThrow().token()).isEqualTo("local");
      assertThat(sources.find(profile, "generic").orElseThrow().token()).isEqualTo("local");
    }
    assertThat(sources.find("challenge-02", "generic")).isEmpty();
  }

  @Test
  void elsewhereATokenOf24CharactersIsTaken() {
    assertThat(declared(generic("property:token"), GOOD).find("acme", "in").orElseThrow().token())
        .isEqualTo(GOOD);
  }

  @Test
  void aTokenMayBeInAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), GOOD + "\n");

    assertThat(declared(generic("file:" + file), null).find("acme", "in").orElseThrow().token())
        .isEqualTo(GOOD);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "local", "short", "                              "})
  void aTokenThatIsMissingShortOrLocalStopsTheStart(String token) {
    assertThatThrownBy(() -> declared(generic("property:token"), token))
        .isInstanceOf(StartupFailure.class)
        .hasMessage(
            "The source acme/in needs a bearer token of 24 characters or more, and there is none at property:token.");
  }

  @Test
  void aSourceThatNamesNoTokenStopsTheStart() {
    assertThatThrownBy(() -> declared(generic(null), GOOD))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("name where it is");
  }

  @Test
  void aTokenWrittenInPlaceOfItsReferenceStopsTheStartAndIsNotShown() {
    assertThatThrownBy(() -> declared(generic(GOOD), GOOD))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("not the token itself")
        .hasMessageNotContaining(GOOD);
  }

  @Test
  void anUnknownKindStopsTheStart() {
    assertThatThrownBy(
            () ->
                declared(
                    new SourceConfig("acme", "in", "smoke-signals", new TreeMap<>(), null), GOOD))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("smoke-signals")
        .hasMessageContaining("sns, alertmanager, generic");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "arn:aws:sns:sa-east-1:123456789012:*", "arn:aws:sqs:a:1:b"})
  void anSnsSourceMustNameItsTopics(String topic) {
    TreeMap<String, List<String>> settings = new TreeMap<>();
    settings.put("topics", topic.isEmpty() ? List.of() : List.of(topic));

    assertThatThrownBy(() -> declared(new SourceConfig("acme", "in", "sns", settings, null), null))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("needs topics");
  }

  @Test
  void anSnsSourceWhoseCertificateIsMissingStopsTheStart() {
    TreeMap<String, List<String>> settings = new TreeMap<>();
    settings.put("topics", List.of(Sns.TOPIC));
    settings.put("certificate", List.of(folder.resolve("none.pem").toString()));

    assertThatThrownBy(() -> declared(new SourceConfig("acme", "in", "sns", settings, null), null))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("none.pem");
  }

  @Test
  void aSourceShowsItsAddressAndNeverItsToken() {
    assertThat(declared(generic("property:token"), GOOD).find("acme", "in").orElseThrow())
        .hasToString("acme/in");
  }

  private static SourceConfig generic(String secret) {
    return new SourceConfig("acme", "in", "generic", new TreeMap<>(), secret);
  }

  private static AlarmSources declared(SourceConfig source, String token) {
    return ConfiguredSources.declared(List.of(source), KINDS, name -> token);
  }
}
