package dev.aceiro.web.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.http.RawHttp;
import dev.aceiro.web.http.RawHttp.Answer;
import dev.aceiro.web.security.InstallationProperties;
import dev.aceiro.workflows.incident.IncidentWorkflow;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A secret lies in a task definition that an action copies and later takes back. Afterwards it is
 * in no history, no table, no answer, no page and no log; only the artefact has it, encrypted.
 */
@Timeout(180)
class SecretsStayWhereTheyAreTest {
  private static final String SERVICE = "plooral-api-service";
  private static final Duration SOON = Duration.ofSeconds(60);

  private final String secret = "hunter2-" + UUID.randomUUID();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger ours = (Logger) LoggerFactory.getLogger("dev.aceiro");
  private final Logger all = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

  @TempDir private Path folder;
  private MotoServer moto;
  private RunningAceiro aceiro;
  private RawHttp http;

  @BeforeEach
  void start() throws Exception {
    Optional<Path> program = MotoServer.program();
    if (!System.getProperty("aceiro.require", "").contains("aws")) {
      Assumptions.assumeTrue(program.isPresent(), "no moto_server");
    }
    moto = MotoServer.start(program.orElseThrow(), folder.resolve("moto.log"));
    moto.ask(
        "RegisterTaskDefinition",
        """
        {"family":"api","cpu":"256","memory":"512","containerDefinitions":[{"name":"api",
         "image":"registry.test/api@sha256:%s","memory":256,
         "environment":[{"name":"DB_PASSWORD","value":"%s"}]}]}"""
            .formatted("0".repeat(64), secret));
    moto.createServices(List.of(SERVICE));
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    aceiro =
        RunningAceiro.start(
            folder.resolve("home"),
            "--aceiro.aws.region=us-east-1",
            "--aceiro.aws.endpoint=" + moto.uri());
    http = new RawHttp(aceiro.port());
    logged.start();
    ours.setLevel(Level.TRACE);
    all.addAppender(logged);
  }

  @AfterEach
  void end() {
    all.detachAppender(logged);
    ours.setLevel(null);
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
  void aSecretOfTheTargetIsOnlyInTheTargetAndInTheEncryptedArtefact() {
    String id = memoryChangedAndChangedBack();

    assertThat(moto.ask("DescribeTaskDefinition", "{\"taskDefinition\":\"api\"}")).contains(secret);
    assertThat(histories(id)).anyMatch(text -> text.contains(SERVICE)).noneMatch(this::leaks);
    assertThat(tables()).anyMatch(text -> text.contains(SERVICE)).noneMatch(this::leaks);
    assertThat(shown(id)).allMatch(text -> text.contains(SERVICE)).noneMatch(this::leaks);
    assertThat(logged.list)
        .isNotEmpty()
        .noneMatch(event -> leaks(event.getFormattedMessage() + event.getThrowableProxy()));
  }

  private boolean leaks(String text) {
    return text.contains(secret);
  }

  private String memoryChangedAndChangedBack() {
    Answer declared =
        http.post("/api/v1/incidents")
            .json(
                """
                {"profile":"plooral","title":"memory","severity":"P1","scenario":"api-errors",
                 "environment":"prod","services":["plooral-api"]}""")
            .header("Idempotency-Key", "k")
            .send();
    assertThat(declared.status()).as(declared.body()).isEqualTo(201);
    String id = json(declared).path("id").asString();
    decide(
        id,
        "propose-action",
        """
        {"type":"ecs.memory","reason":"more memory","parameters":
         {"cluster":"%s","service":"%s","memory":"1024"}}"""
            .formatted(MotoServer.CLUSTER, SERVICE));
    comesTo(id, "WAITING");
    decide(
        id,
        "approve-action",
        "{\"action\":\"A1\",\"digest\":\"%s\"}"
            .formatted(action(id).path("capture").path("digest").asString()));
    comesTo(id, "APPLIED");
    decide(id, "undo-action", "{\"action\":\"A1\",\"reason\":\"as it was\"}");
    comesTo(id, "UNDONE");
    return id;
  }

  private void decide(String id, String decision, String body) {
    Answer answer =
        http.post("/api/v1/incidents/" + id + "/decisions/" + decision)
            .json(body)
            .header("Aceiro-Person", "plooral/platform-lead")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .send();
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private void comesTo(String id, String state) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(action(id).path("state").asString())
                    .as(action(id).toString())
                    .isEqualTo(state));
  }

  private JsonNode action(String id) {
    return json(http.get("/api/v1/incidents/" + id).send()).path("actions").path(0);
  }

  private static JsonNode json(Answer answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  // ---- where it could be ----

  /** All runs of the incident and of its orders, as the engine has them. */
  private List<String> histories(String id) {
    WorkflowClient client = aceiro.bean(WorkflowClient.class);
    String incident =
        IncidentWorkflow.workflowId(aceiro.bean(InstallationProperties.class).installation(), id);
    List<String> texts = new ArrayList<>();
    for (String workflow :
        List.of(
            incident,
            incident + "/A1/capture-1",
            incident + "/A1/apply-1",
            incident + "/A1/undo-1")) {
      for (WorkflowExecutionHistory run = client.fetchHistory(workflow);
          run != null;
          run = before(client, workflow, run)) {
        texts.add(new String(run.getHistory().toByteArray(), StandardCharsets.UTF_8));
      }
    }
    return texts;
  }

  private static WorkflowExecutionHistory before(
      WorkflowClient client, String workflow, WorkflowExecutionHistory run) {
    HistoryEvent started = run.getEvents().getFirst();
    assertThat(started.getEventType()).isEqualTo(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED);
    String earlier =
        started.getWorkflowExecutionStartedEventAttributes().getContinuedExecutionRunId();
    return earlier.isEmpty() ? null : client.fetchHistory(workflow, earlier);
  }

  /** Every table, each as one text. */
  private List<String> tables() {
    JdbcClient jdbc = JdbcClient.create(aceiro.bean(DataSource.class));
    return jdbc
        .sql("select table_name from information_schema.tables where table_schema = 'public'")
        .query(String.class)
        .list()
        .stream()
        .map(
            table ->
                jdbc.sql("select coalesce(string_agg(t::text, ' '), '') from \"" + table + "\" t")
                    .query(String.class)
                    .single())
        .toList();
  }

  /** The incident as programs and people see it. */
  private List<String> shown(String id) {
    return List.of(
        http.get("/api/v1/incidents/" + id).send().body(),
        http.get("/incidents/" + id).send().body());
  }
}
