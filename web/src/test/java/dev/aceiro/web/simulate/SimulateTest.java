package dev.aceiro.web.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.web.CommandLine.MisuseException;
import dev.aceiro.web.StartupFailure;
import dev.aceiro.web.profile.Profile;
import dev.aceiro.web.profile.ProfileLoader;
import dev.aceiro.web.simulate.SimulationAnswer.Firing;
import dev.aceiro.web.words.Bundles;
import dev.aceiro.web.words.Languages;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A script in, what would fire out; what is wrong with a script is named. */
class SimulateTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SCRIPT =
      """
      {"severity":"P0","scenario":"api-errors","startedAt":"2026-03-10T03:00:00-03:00",
       "priorOccurrences":[{"ago":"P3D","severity":"P0"}],
       "events":[{"after":"PT5M","decision":"acknowledge"},
                 {"after":"PT12M","decision":"reclassify","severity":"P1"},
                 {"after":"PT40M","flag":"BUSINESS_IMPACT"},
                 {"after":"PT45M","outcome":{"action":"railway.rollback","result":"FAILED"}},
                 {"after":"PT50M","alarm":"PlooralWorkerFailure","state":"FIRING"}],
       "until":"P10D"}
      """;

  private final Simulator simulator = new Simulator(Bundles.of(Simulator.BUNDLES));
  private final Profile plooral = plooral();

  @Test
  void theScriptOfTheIssueIsUnderstood() {
    SimulationAnswer answer = answer(SCRIPT, Locale.ENGLISH);
    assertThat(answer.firings())
        .isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()))
        .anySatisfy(
            firing -> {
              assertThat(firing.rule()).isEqualTo("no-progress");
              assertThat(firing.at()).isEqualTo("2026-03-10T06:30:00Z");
              assertThat(firing.offset()).isEqualTo("PT30M");
              assertThat(firing.kind()).isEqualTo("ESCALATION");
              assertThat(firing.source()).isEqualTo("002 §1.4");
              assertThat(firing.to()).containsExactly("platform-lead");
              assertThat(firing.channels()).contains("email");
              assertThat(firing.id()).startsWith("no-progress|1|");
              assertThat(firing.text()).contains("Platform Lead");
            });
    assertThat(answer.assumptions())
        .extracting(SimulationAnswer.Assumption::code)
        .contains("DELIVERIES_SUCCEED");
  }

  @Test
  void everyTextIsThereInBothLanguages() {
    for (Locale locale : Languages.SPOKEN) {
      SimulationAnswer answer = answer(SCRIPT, locale);
      assertThat(answer.firings())
          .extracting(Firing::text)
          .noneMatch(text -> text.contains("firing.") || text.contains("…"));
      assertThat(answer.assumptions())
          .extracting(SimulationAnswer.Assumption::text)
          .noneMatch(text -> text.startsWith("assumption.") || text.contains("…"));
    }
  }

  @Test
  void whatIsWrongInAScriptIsNamedWhereItIs() {
    assertThat(
            faults(
                """
                {"severity":"P7","scenario":"flood","startedAt":"yesterday","speed":2,
                 "priorOccurrences":[{"severity":"P0"}],
                 "events":[{"after":"PT5M","decision":"shrug"},
                           {"after":"soon","decision":"acknowledge"},
                           {"after":"PT5M","decision":"reclassify","severity":"P8","colour":"red"},
                           {"after":"PT5M","flag":"NOPE"},
                           {"after":"PT5M"},
                           {"after":"PT5M","outcome":{"action":"a","result":"MAYBE"}},
                           {"after":"PT5M","alarm":"A","state":"LOUD"},
                           7]}
                """))
        .containsExactlyInAnyOrder(
            "/speed UNKNOWN",
            "/severity INVALID",
            "/scenario INVALID",
            "/startedAt INVALID",
            "/priorOccurrences/0/ago MISSING",
            "/events/0/decision INVALID",
            "/events/1/after INVALID",
            "/events/2/colour UNKNOWN",
            "/events/2/severity INVALID",
            "/events/3/flag INVALID",
            "/events/4 INVALID",
            "/events/5/outcome/result INVALID",
            "/events/6/state INVALID",
            "/events/7 WRONG_TYPE",
            "/until MISSING");
    assertThat(faults("[]")).containsExactly(" WRONG_TYPE");
    assertThat(faults("{\"startedAt\":\"2026-03-10T03:00:00Z\",\"until\":\"P99999D\"}"))
        .containsExactly("/until INVALID");
  }

  @Test
  void theCommandSaysWhatTheServerSays(@TempDir Path folder) throws Exception {
    Path script = Files.writeString(folder.resolve("script.json"), SCRIPT);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code =
        new SimulateCommand(stream(said), stream(said))
            .run(List.of("--profile", "plooral", "--file", script.toString()));
    assertThat(code).isZero();
    JsonNode json = JSON.readTree(said.toString(StandardCharsets.UTF_8));
    assertThat(json)
        .isEqualTo(
            JSON.readTree(JSON.writeValueAsString(answer(SCRIPT, Languages.ofThisMachine()))));
  }

  @Test
  void theCommandNamesWhatIsWrong(@TempDir Path folder) throws Exception {
    Path bad = Files.writeString(folder.resolve("bad.json"), "{\"until\":\"P1D\"}");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    SimulateCommand command = new SimulateCommand(stream(said), stream(said));
    assertThat(command.run(List.of("--profile=plooral", "--file=" + bad))).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("\"/startedAt\"");
    assertThatThrownBy(() -> command.run(List.of("--profile=plooral")))
        .isInstanceOf(MisuseException.class);
    assertThatThrownBy(() -> command.run(List.of("--profile=nobody", "--file=" + bad)))
        .isInstanceOf(MisuseException.class)
        .hasMessageContaining("plooral");
    Files.writeString(bad, "{");
    assertThatThrownBy(() -> command.run(List.of("--profile=plooral", "--file=" + bad)))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("is not JSON");
  }

  private SimulationAnswer answer(String script, Locale locale) {
    Simulator.Outcome outcome = simulator.run(plooral, JSON.readTree(script), locale);
    assertThat(outcome.faults()).isEmpty();
    return outcome.answer();
  }

  private List<String> faults(String script) {
    return simulator.run(plooral, JSON.readTree(script), Locale.ENGLISH).faults().stream()
        .map(fault -> fault.pointer() + " " + fault.code())
        .toList();
  }

  private static Profile plooral() {
    try {
      return ProfileLoader.one("plooral");
    } catch (MisuseException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }
}
