package dev.aceiro.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.aws.MotoServer;
import dev.aceiro.web.http.RawHttp.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Somebody changes the target of the playbook by hand. To a caller that is a difference which keeps
 * the incident open until it is adopted and undone, put back, or waived.
 */
@Timeout(180)
class NothingLeftBehindOverHttpTest {
  private static final String SERVICE = "plooral-api-service";
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private MotoServer moto;
  private RunningAceiro aceiro;
  private ApiClient api;
  private String id = "";

  @BeforeEach
  void start() throws Exception {
    Optional<Path> program = MotoServer.program();
    if (!System.getProperty("aceiro.require", "").contains("aws")) {
      Assumptions.assumeTrue(program.isPresent(), "no moto_server");
    }
    moto = MotoServer.start(program.orElseThrow(), folder.resolve("moto.log"));
    revision("2");
    moto.createServices(List.of(SERVICE));
    revision("3");
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    aceiro =
        RunningAceiro.start(
            folder.resolve("home"),
            "--aceiro.aws.region=us-east-1",
            "--aceiro.aws.endpoint=" + moto.uri());
    api = new ApiClient(aceiro.port());
  }

  /** One more revision of the task definition. */
  private void revision(String digit) {
    moto.ask(
        "RegisterTaskDefinition",
        """
        {"family":"api","containerDefinitions":[{"name":"api","image":"registry.test/api@sha256:%s",
         "cpu":1,"memory":64}]}\
        """
            .formatted(digit.repeat(64)));
  }

  @AfterEach
  void end() {
    if (aceiro != null) {
      aceiro.close();
    }
    if (moto != null) {
      moto.close();
    }
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @Test
  void aChangeByHandIsAdoptedAndUndoneOrPutBackOrWaived() {
    declared();
    JsonNode read = baseline("ecs.rollback-task-definition");
    assertThat(read.path("state").asString()).isEqualTo("READ");
    assertThat(read.path("target").asString()).contains(SERVICE);
    assertThat(read.path("values").path("taskDefinition").asString()).endsWith("api:2");
    assertThat(baseline("ecs.scale").path("state").asString()).isEqualTo("LEFT_OUT");

    byHand(3);
    recovered();
    assertThat(open()).contains("OBSERVATION").doesNotContain("DIFFERENCES");
    surveyed();
    JsonNode found = difference("D1");
    assertThat(found.path("state").asString()).isEqualTo("OPEN");
    assertThat(found.path("name").asString()).isEqualTo("taskDefinition");
    assertThat(found.path("before").asString()).endsWith("api:2");
    assertThat(found.path("after").asString()).endsWith("api:3");
    assertThat(open()).contains("DIFFERENCES");

    say("adopt-difference", "{\"difference\":\"D1\",\"reason\":\"it was me\"}");
    assertThat(difference("D1").path("state").asString()).isEqualTo("ADOPTED");
    assertThat(difference("D1").path("action").asString()).isEqualTo("A1");
    assertThat(action().path("leftInPlace").asBoolean()).isTrue();
    assertThat(open()).contains("LEDGER").doesNotContain("DIFFERENCES");
    say("undo-action", "{\"action\":\"A1\",\"reason\":\"back\"}");
    assertThat(action().path("state").asString()).isEqualTo("UNDO_WITH_PERSON");
    byHand(2);
    say("report-manual-action", "{\"action\":\"A1\",\"outcome\":\"done\",\"text\":\"put back\"}");
    surveyed();
    assertThat(action().path("state").asString()).isEqualTo("UNDONE");
    assertThat(action().path("leftInPlace").asBoolean()).isFalse();
    assertThat(read().path("targets").path("differences")).hasSize(1);
    assertThat(open()).doesNotContain("LEDGER", "DIFFERENCES");

    byHand(3);
    surveyed();
    assertThat(difference("D2").path("state").asString()).isEqualTo("OPEN");
    assertThat(open()).contains("DIFFERENCES");
    byHand(2);
    surveyed();
    assertThat(difference("D2").path("state").asString()).isEqualTo("GONE");
    assertThat(open()).doesNotContain("DIFFERENCES");

    byHand(3);
    surveyed();
    assertThat(difference("D3").path("state").asString()).isEqualTo("OPEN");
    say("waive-difference", "{\"difference\":\"D3\",\"reason\":\"it is the repair\"}");
    JsonNode waived = difference("D3");
    assertThat(waived.path("state").asString()).isEqualTo("WAIVED");
    assertThat(waived.path("by").asString()).isEqualTo(ApiClient.LEAD);
    assertThat(waived.path("reason").asString()).isEqualTo("it is the repair");
    assertThat(open()).doesNotContain("DIFFERENCES", "LEDGER", "SURVEY");
    assertThat(decide("waive-difference", "{\"difference\":\"D3\",\"reason\":\"again\"}").body())
        .contains("\"code\":\"no-open-difference\"");
  }

  private void declared() {
    Answer declared =
        api.declare(
            """
            {"profile":"plooral","title":"by hand","severity":"P1","scenario":"api-errors",
             "environment":"prod","services":["plooral-api"]}\
            """,
            UUID.randomUUID().toString());
    assertThat(declared.status()).as(declared.body()).isEqualTo(201);
    id = api.json(declared).path("id").asString();
    // A baseline without a fault is recorded with what happens next.
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              say("note", "{\"text\":\"looking\"}");
              assertThat(read().path("targets").path("baseline")).isNotEmpty();
            });
  }

  private void byHand(int revision) {
    moto.ask(
        "UpdateService",
        """
        {"cluster":"%s","service":"%s",
         "taskDefinition":"arn:aws:ecs:us-east-1:123456789012:task-definition/api:%d"}\
        """
            .formatted(MotoServer.CLUSTER, SERVICE, revision));
  }

  private void recovered() {
    say("acknowledge", "{}");
    say("triage", "{\"severity\":\"P1\",\"environment\":\"prod\"}");
    say("mark-contained", "{\"summary\":\"new version\"}");
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(read().path("checks").toString()).doesNotContain("RUNNING"));
    for (JsonNode check : read().path("checks")) {
      if (!check.path("state").asString().equals("PASSED")) {
        say(
            "override-check",
            "{\"check\":\"%s\",\"reason\":\"seen\"}".formatted(check.path("id").asString()));
      }
    }
    say("declare-recovered", "{\"summary\":\"answers\"}");
  }

  /** Has the targets read again and waits for what is found. */
  private void surveyed() {
    say("survey-again", "{}");
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(read().path("targets").path("surveying").asBoolean()).isFalse());
    assertThat(read().path("targets").path("comparedAt").isNull()).isFalse();
  }

  private JsonNode baseline(String type) {
    for (JsonNode one : read().path("targets").path("baseline")) {
      if (one.path("type").asString().equals(type)) {
        return one;
      }
    }
    throw new AssertionError("no " + type + " in " + read().path("targets"));
  }

  private JsonNode difference(String difference) {
    for (JsonNode one : read().path("targets").path("differences")) {
      if (one.path("id").asString().equals(difference)) {
        return one;
      }
    }
    throw new AssertionError("no " + difference + " in " + read().path("targets"));
  }

  private JsonNode action() {
    return read().path("actions").path(0);
  }

  private List<String> open() {
    List<String> open = new ArrayList<>();
    read().path("keepsOpen").forEach(reason -> open.add(reason.asString()));
    return open;
  }

  private JsonNode read() {
    return api.get("/api/v1/incidents/" + id);
  }

  private void say(String decision, String body) {
    Answer answer = decide(decision, body);
    assertThat(answer.status()).as(decision + ": " + answer.body()).isEqualTo(200);
    api.incident(id, api.json(answer).path("revision").asLong());
  }

  private Answer decide(String decision, String body) {
    return api.decide(id, decision, body, ApiClient.LEAD, UUID.randomUUID().toString());
  }
}
