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
  private final Profile plooral = profile("plooral");

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
            "/events/1/after NO_DURATION",
            "/events/2/colour UNKNOWN",
            "/events/2/severity INVALID",
            "/events/3/flag INVALID",
            "/events/4 INVALID",
            "/events/5/outcome/result INVALID",
            "/events/5/outcome/action NO_SUCH_ACTION",
            "/events/6/state INVALID",
            "/events/7 WRONG_TYPE",
            "/until MISSING");
    assertThat(faults("[]")).containsExactly(" WRONG_TYPE");
    assertThat(faults("{\"startedAt\":\"2026-03-10T03:00:00Z\",\"until\":\"P99999D\"}"))
        .containsExactly("/until TOO_FAR");
  }

  @Test
  void theIssuesOwnExampleRunsAgainstEveryProfileThatHasItsScenario() {
    String example = SCRIPT.replace("api-errors", "database-down");
    for (String id : List.of("plooral", "etp-express", "challenge-02")) {
      Simulator.Outcome outcome =
          simulator.run(profile(id), JSON.readTree(example), Languages.SPOKEN.getFirst());
      assertThat(outcome.faults()).as(id).isEmpty();
      assertThat(outcome.answer().assumptions())
          .extracting(SimulationAnswer.Assumption::code)
          .as(id)
          .contains(id.equals("etp-express") ? "ALARM_UNKNOWN" : "ACTION_IN_NO_PLAYBOOK");
    }
  }

  @Test
  void aSlipOfThePenIsNotTakenForAScript() {
    assertThat(
            faults(
                """
                {"startedAt":"2026-03-10T03:00:00Z","until":"P1000Y",
                 "events":[{"after":"PT5M","decision":"triage","scenario":"flood"},
                           {"after":"PT5M","outcome":{"action":"ecs.restrat","result":"FAILED"}}]}
                """))
        .containsExactlyInAnyOrder(
            "/until NO_DURATION",
            "/events/0/scenario INVALID",
            "/events/1/outcome/action NO_SUCH_ACTION");
    assertThat(
            simulator
                .run(
                    plooral,
                    "{\"until\":\"P1D\",\"events\":[{\"after\":\"PT1M\",\"after\":\"PT2M\"}]}"
                        .getBytes(StandardCharsets.UTF_8),
                    Locale.ENGLISH)
                .faults())
        .extracting(fault -> fault.pointer() + " " + fault.code())
        .containsExactly("/events/0/after SAID_TWICE");
  }

  @Test
  void whatAScriptLeavesOpenIsSaid() {
    assertThat(
            answer(
                    """
                    {"startedAt":"2026-03-10T03:00:00Z","until":"P1D",
                     "priorOccurrences":[{"ago":"P1D"}]}
                    """,
                    Locale.ENGLISH)
                .assumptions())
        .extracting(SimulationAnswer.Assumption::code)
        .contains("SEVERITY_DEFAULT", "PRIORS_NOT_COUNTED");
    assertThat(
            simulator
                .run(
                    profile("etp-express"),
                    JSON.readTree(
                        """
                        {"startedAt":"2026-03-10T03:00:00Z","until":"P1D","scenario":"memory-leak"}
                        """),
                    Locale.ENGLISH)
                .answer()
                .assumptions())
        .extracting(SimulationAnswer.Assumption::text)
        .contains("The script names no severity: it opens with the one of its scenario, P0.");
  }

  @Test
  void noTextShowsTheIdOfARuleOrTwoZones() {
    SimulationAnswer answer =
        answer(
            """
            {"severity":"P1","scenario":"worker-failure","startedAt":"2026-03-10T03:00:00-03:00",
             "until":"P20D",
             "events":[{"after":"PT0S","alarm":"PlooralWorkerFailure","state":"FIRING"},
                       {"after":"PT10M","alarm":"PlooralAPIHighErrorRate","state":"FIRING"},
                       {"after":"PT2H","decision":"declare-recovered"},
                       {"after":"PT3H","decision":"end-observation","reason":"early"},
                       {"after":"PT3H","decision":"add-action-item"},
                       {"after":"PT30H","decision":"complete-review"}]}
            """,
            Locale.of("pt", "BR"));
    assertThat(answer.firings())
        .extracting(Firing::text)
        .contains("Um prazo se esgotou: Item I1. Plantão fica sabendo (Slack, e-mail).")
        .anyMatch(text -> text.startsWith("Platform Lead é chamado: Sem progresso por 30 min"))
        .anyMatch(text -> text.contains("PlooralWorkerFailure e PlooralAPIHighErrorRate disparam"))
        .noneMatch(text -> text.contains("item:") || text.contains("no-progress"));
    assertThat(answer.firings())
        .filteredOn(firing -> firing.kind().equals("END_OBSERVATION"))
        .extracting(Firing::code)
        .containsExactly("observation-ended");
    assertThat(answer.assumptions())
        .filteredOn(assumption -> assumption.code().equals("REFUSED"))
        .isNotEmpty()
        .extracting(SimulationAnswer.Assumption::text)
        .allMatch(text -> text.contains("BRT") && !text.contains("UTC"));
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

  private static Profile profile(String id) {
    try {
      return ProfileLoader.one(id);
    } catch (MisuseException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }
}
