package dev.aceiro.activities.communication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.incident.Params;
import dev.aceiro.workflows.policy.Stage;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TemplatesTest {
  private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");
  private static final List<String> CODES =
      List.of(
          "page",
          "escalation",
          "incident-opened",
          "incident-relapsed",
          "clock-missed",
          "steps-stopped",
          "reminder",
          "left-in-place",
          "unexplained-differences",
          "internal-update",
          "incident-resolved",
          "card");

  private final Templates templates = new Templates();
  private final Fields fields =
      new Fields(templates, new CommunicationSettings(URI.create("https://aceiro.example.com")));

  /** What an incident always says, and nothing more. */
  private static SortedMap<String, String> leastFacts() {
    return new TreeMap<>(
        Params.of(
            "severity",
            "P0",
            "title",
            "API answers with errors",
            "stage",
            "CONTAIN",
            "episode",
            "1",
            "services",
            "",
            "startedAt",
            "2026-03-02T12:00:00Z",
            "receivedAt",
            "2026-03-02T12:00:05Z"));
  }

  private static Message message(String code, SortedMap<String, String> params, boolean drill) {
    return new Message(
        "INC-7/" + code,
        "plooral",
        "INC-7",
        "role:platform-lead",
        List.of(),
        code,
        params,
        Instant.parse("2026-03-02T12:10:00Z"),
        true,
        drill,
        List.of());
  }

  private Text render(Message message, String language) {
    return templates.text(
        message.code(), language, fields.of(message, language, SAO_PAULO), text -> text);
  }

  static Stream<Arguments> everyCodeAndLanguage() {
    return CODES.stream()
        .flatMap(code -> Templates.LANGUAGES.stream().map(lang -> Arguments.of(code, lang)));
  }

  @ParameterizedTest
  @MethodSource("everyCodeAndLanguage")
  void everyCodeHasWordsInEveryLanguageAndMissesNoField(String code, String language) {
    SortedMap<String, String> params = leastFacts();
    switch (code) {
      case "internal-update" -> {
        params.put("lastUpdate", "Restarted the API");
        params.put("nextSteps", "Watch");
      }
      case "incident-resolved" -> {
        params.put("summary", "All good");
        params.put("resolvedAt", "2026-03-02T13:30:00Z");
      }
      case "steps-stopped" -> params.put("action", "A1 ecs.scale");
      case "page", "escalation", "clock-missed", "reminder" -> params.put("rules", "ladder-0");
      case "left-in-place", "unexplained-differences" -> params.put("left", "A1");
      default -> {}
    }
    Text text = render(message(code, params, false), language);

    assertThat(templates.has(code, language)).isTrue();
    assertThat(text.subject()).startsWith("[INCIDENT").contains("API answers with errors");
    assertThat(text.body()).contains("https://aceiro.example.com/incidents/INC-7");
    assertThat(text.subject() + text.body())
        .doesNotContain("{")
        .doesNotContain("}")
        .doesNotContain(Templates.MISSING);
  }

  @Test
  void theDocumentsFormIsKept() {
    SortedMap<String, String> params = leastFacts();
    params.put("services", "api, worker");
    params.put("environment", "prod");
    Text opened = render(message("incident-opened", params, false), "pt-BR");
    params.put("lastUpdate", "API reiniciada.");
    params.put("nextSteps", "Observar.");
    Text update = render(message("internal-update", params, false), "pt-BR");
    params.put("summary", "Vazamento de conexões.");
    params.put("resolvedAt", "2026-03-02T13:30:00Z");
    Text resolved = render(message("incident-resolved", params, false), "pt-BR");
    params.put("cause", "Conexões que ninguém fecha.");
    Text known = render(message("incident-resolved", params, false), "pt-BR");

    assertThat(resolved.body()).doesNotContain("Causa");
    assertThat(known.body()).contains("Causa Raiz Inicial: Conexões que ninguém fecha.\n");

    assertThat(opened.subject()).isEqualTo("[INCIDENTE P0] API answers with errors");
    assertThat(opened.body())
        .startsWith("Status: Contendo. Impacto: api, worker (prod). Equipe: plantão.")
        .contains("Começou: 2026-03-02 09:00 UTC-03:00");
    assertThat(update.body())
        .startsWith(
            "Status: Contendo. Última Atualização: API reiniciada.\nPróximos Passos: Observar.");
    assertThat(resolved.body()).startsWith("Status: RESOLVIDO. Duração: 1 h 30 min.");
  }

  @Test
  void reasonsAreSaidInWords() {
    SortedMap<String, String> params = leastFacts();
    params.put("rules", "ladder-2,missed:contain-limit,no-progress-30");
    assertThat(render(message("page", params, false), "pt-BR").body())
        .contains(
            "Motivo: ninguém reconheceu o incidente ainda; prazo vencido: conter (limite); regra de"
                + " escalonamento no progress 30.");
    params.put("rules", "missed:item:I2,update-reminder,review-opens,notify");
    assertThat(render(message("reminder", params, false), "en").body())
        .contains(
            "Why: a clock has run out: post-mortem action item I2; it is time for another update;"
                + " the post-mortem review may take place now; incident opened.");
  }

  @ParameterizedTest
  @MethodSource("everyCodeAndLanguage")
  void aDrillSaysSoInTheFirstWordAndInTheFirstLine(String code, String language) {
    Text text = render(message(code, leastFacts(), true), language);

    assertThat(text.subject()).matches("\\[(DRILL|SIMULADO)] \\[INCIDENT.*");
    assertThat(text.body()).matches("(?s)(THIS IS A DRILL|ISTO É UM SIMULADO).*");
  }

  @Test
  void nobodyCanTypeADrillOrALinkIntoARealIncident() {
    SortedMap<String, String> params = leastFacts();
    params.put("drill", "[DRILL] ");
    params.put("drillNote", "only a drill");
    params.put("link", "https://evil.example.com");
    Text text = render(message("page", params, false), "en");

    assertThat(text.subject()).startsWith("[INCIDENT");
    assertThat(text.body())
        .doesNotContain("only a drill")
        .doesNotContain("evil")
        .contains("https://aceiro.example.com/incidents/INC-7");
  }

  @Test
  void aTitleIsOneLineWhateverSomebodyTyped() {
    SortedMap<String, String> params = leastFacts();
    params.put("title", "a\r\nb\u2028c");

    assertThat(render(message("page", params, false), "en").subject())
        .isEqualTo("[INCIDENT P0] a b c: respond now");
  }

  @Test
  void whatSomebodyTypesIsEscapedForItsChannel() {
    SortedMap<String, String> params = leastFacts();
    params.put("title", "<!channel> {link}");
    Text text =
        templates.text(
            "page",
            "en",
            fields.of(message("page", params, false), "en", SAO_PAULO),
            value -> value.replace("<", "&lt;"));

    assertThat(text.subject()).isEqualTo("[INCIDENT P0] &lt;!channel> {link}: respond now");
  }

  @Test
  void aCodeWithoutWordsOfItsOwnIsStillAMessage() {
    Text text = render(message("no-such-code", leastFacts(), false), "pt-BR");

    assertThat(text.subject()).isEqualTo("[INCIDENTE P0] API answers with errors");
  }

  @Test
  void anUnknownLanguageIsEnglish() {
    assertThat(render(message("page", leastFacts(), false), "tlh").body())
        .startsWith("Status: Containing.");
  }

  @Test
  void withoutAPublicAddressThereIsNoLink() {
    Fields without = new Fields(templates, new CommunicationSettings(null));
    Text text =
        templates.text(
            "page",
            "en",
            without.of(message("page", leastFacts(), false), "en", SAO_PAULO),
            t -> t);

    assertThat(text.body()).doesNotContain("here:").doesNotContain("http");
  }

  @Test
  void aPublicAddressThatIsNoneStopsTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CommunicationSettings(URI.create("aceiro")))
        .withMessageContaining("aceiro.public-url");
  }

  @Test
  void everyStageAndEveryClockHasAWordInEveryLanguage() {
    for (String language : Templates.LANGUAGES) {
      for (Stage stage : Stage.values()) {
        assertThat(templates.word("status", stage.name(), language)).isPresent();
      }
      for (String clock :
          List.of(
              "notify",
              "acknowledge",
              "investigate",
              "contain-target",
              "contain-limit",
              "communicate",
              "update",
              "observation",
              "draft",
              "review",
              "item")) {
        assertThat(templates.word("clock", clock, language)).isPresent();
      }
    }
  }

  @Test
  void anOrganisationsOwnWordsSayThatItIsADrill() {
    Optional<String> own = Optional.of("Service is back.\nWe apologise.");
    Message drill = message("external-resolved", leastFacts(), true);
    Text text = templates.text(drill.code(), own, "en", fields.of(drill, "en", SAO_PAULO), t -> t);
    assertThat(text.subject()).isEqualTo("[DRILL] Service is back.");
    assertThat(text.body()).containsIgnoringCase("drill").endsWith("We apologise.");

    Message real = message("external-resolved", leastFacts(), false);
    Text same = templates.text(real.code(), own, "en", fields.of(real, "en", SAO_PAULO), t -> t);
    assertThat(same.subject()).isEqualTo("Service is back.");
    assertThat(same.body()).isEqualTo("We apologise.");
  }
}
