package dev.aceiro.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.http.RawHttp.Answer;
import dev.aceiro.web.profile.CheckCommand;
import dev.aceiro.web.profile.InitCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code docs/examples/automatic} in a copy of plooral, as {@code docs/profiles.md} says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AutomaticExampleTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private RunningAceiro aceiro;
  private ApiClient api;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Path acme = folder.resolve("acme");
    assertThat(new InitCommand().run(List.of(acme.toString(), "--from", "plooral"))).isZero();
    copied(example(), acme);
    assertThat(new CheckCommand().run(List.of(acme.toString()))).isZero();
    aceiro = RunningAceiro.start(folder.resolve("home"), "--aceiro.profiles=" + acme);
    api = new ApiClient(aceiro.port());
  }

  @AfterAll
  void end() {
    aceiro.close();
  }

  private static Path example() {
    Path here = Path.of("docs/examples/automatic");
    return Files.exists(here) ? here : Path.of("..").resolve(here);
  }

  private static void copied(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @Test
  void inAP0ItsAutomaticStepsRunOneAfterTheOtherWithNobodysApproval() {
    String id = drill("P0", "[\"plooral-api\",\"plooral-database\"]");
    await().atMost(SOON).until(() -> states(id).equals(List.of("NOTHING_TO_UNDO", "APPLIED")));
    JsonNode actions = read(id).path("actions");
    assertThat(actions.get(0).path("parameters").path("cluster").asString())
        .isEqualTo("plooral-aurora");
    assertThat(actions.get(1).path("parameters").path("service").asString())
        .isEqualTo("plooral-api-service");
    assertThat(actions.get(1).path("parameters").path("count").asString()).isEqualTo("6");
    assertThat(actions.get(1).path("approvals").get(0).path("policy").path("severity").asString())
        .isEqualTo("P0");
    assertThat(codes(id))
        .contains("ACTION_APPROVED_BY_POLICY")
        .doesNotContain("ACTION_APPROVED", "STEP_WAITS");
  }

  @Test
  void inAP1TheyAreProposedAndWaitForAPerson() {
    String id = drill("P1", "[\"plooral-api\",\"plooral-database\"]");
    await().atMost(SOON).until(() -> states(id).equals(List.of("NOTHING_TO_UNDO", "WAITING")));
  }

  @Test
  void whileNobodyHasSaidWhichServicesTheyWaitAndTheIncidentSaysSo() {
    String id = drill("P0", "[]");
    await().atMost(SOON).until(() -> codes(id).contains("STEP_WAITS"));
    assertThat(read(id).path("actions")).isEmpty();
    JsonNode first = read(id).path("suggestions").get(0).path("waits");
    assertThat(first.path("code").asString()).isEqualTo("services-unknown");
    assertThat(first.path("text").asString()).contains("cluster");

    assertThat(page("/incidents/" + id + "/propose?type=ecs.scale"))
        .contains("This incident names no service");

    triage(id, "[\"plooral-api\"]");
    await().atMost(SOON).until(() -> waits(id).equals("parameter-missing"));
    assertThat(page("/incidents/" + id))
        .contains("By itself this step waits", "The parameter cluster is missing.");
    triage(id, "[\"plooral-api\",\"plooral-database\"]");
    await().atMost(SOON).until(() -> states(id).equals(List.of("NOTHING_TO_UNDO", "APPLIED")));
    assertThat(waits(id)).isEmpty();
  }

  private String waits(String id) {
    return read(id).path("suggestions").get(0).path("waits").path("code").asString("");
  }

  private void triage(String id, String services) {
    String body = "{\"severity\":\"P0\",\"services\":%s}".formatted(services);
    Answer triaged = api.decide(id, "triage", body, "acme/on-call", UUID.randomUUID().toString());
    assertThat(triaged.status()).as(triaged.body()).isEqualTo(200);
  }

  private String page(String path) {
    return api.http().get(path).header("Accept-Language", "en").send().body();
  }

  private String drill(String severity, String services) {
    Answer answer =
        api.http()
            .post("/api/v1/incidents")
            .json(
                """
                {"profile":"acme","title":"surge","severity":"%s","scenario":"traffic-surge",
                 "environment":"prod","services":%s,"drill":true}\
                """
                    .formatted(severity, services))
            .header("Aceiro-Person", "acme/on-call")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .send();
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return api.json(answer).path("id").asString();
  }

  private JsonNode read(String id) {
    return api.get("/api/v1/incidents/" + id, "acme/on-call");
  }

  private List<String> states(String id) {
    List<String> states = new ArrayList<>();
    read(id).path("actions").forEach(action -> states.add(action.path("state").asString()));
    return states;
  }

  private List<String> codes(String id) {
    List<String> codes = new ArrayList<>();
    api.get("/api/v1/incidents/" + id + "/timeline", "acme/on-call")
        .path("entries")
        .forEach(entry -> codes.add(entry.path("code").asString()));
    return codes;
  }
}
