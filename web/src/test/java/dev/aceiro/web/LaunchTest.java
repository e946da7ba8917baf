package dev.aceiro.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aceiro.web.embedded.AceiroHome;
import dev.aceiro.web.embedded.TemporalCli;
import dev.aceiro.web.engine.DatabaseMonitor;
import dev.aceiro.web.engine.EngineKind;
import dev.aceiro.web.engine.EngineState;
import dev.aceiro.web.engine.EngineStatus;
import dev.aceiro.web.engine.EngineStatus.Condition;
import dev.aceiro.web.engine.InMemoryRecord;
import dev.aceiro.web.engine.IncidentRuns;
import dev.aceiro.workflows.incident.IncidentInput;
import dev.aceiro.workflows.incident.IncidentWorkflow;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class LaunchTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  // shared, so that a database is made once; each test leaves it to the next when it ends
  @TempDir static Path temp;

  private Launch launch;
  private ConfigurableApplicationContext application;

  @AfterEach
  void end() {
    if (launch != null) {
      launch.close();
    }
  }

  @Test
  void withoutAnythingConfiguredDatabaseAndEngineAreThereAndEndInOrder() throws Exception {
    start("--aceiro.engine=in-process");

    await().atMost(PATIENCE).until(() -> engine().ready() && working());
    assertThat(engine().kind()).isEqualTo(EngineKind.IN_PROCESS);
    assertThat(engine().durable()).isFalse();
    assertThat(engine().identity()).startsWith("in-process:");
    assertThat(ask("SHOW fsync") + ask("SHOW synchronous_commit")).isEqualTo("onon");
    assertThat(health("/livez")).isEqualTo(200);
    assertThat(health("/readyz")).isEqualTo(200);
    Path running = temp.resolve("home/postgres/data/postmaster.pid");
    assertThat(running).exists();

    launch.close();

    assertThat(running).doesNotExist();
    AceiroHome.lock(temp.resolve("home")).close();
  }

  @Test
  void theDatabaseIsBackAfterItsServerWasKilledAndReadinessDoesNotMind() throws Exception {
    start("--aceiro.engine=in-process");
    tell("CREATE TABLE kept (n int)");
    tell("INSERT INTO kept VALUES (42)");

    postgres().destroyForcibly();

    assertThat(health("/readyz")).isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(ask("SELECT n FROM kept")).isEqualTo("42"));
    await().atMost(PATIENCE).until(() -> application.getBean(DatabaseMonitor.class).status().up());
  }

  @Test
  void anEngineThatComesLateAndGoesAndReturnsIsWorkedFor() throws Exception {
    int port = freePort();
    start("--spring.temporal.connection.target=127.0.0.1:" + port);
    await().atMost(PATIENCE).until(() -> engine().condition() == Condition.DOWN);
    assertThat(working()).isFalse();
    assertThat(health("/readyz")).isEqualTo(200);

    try (var server = TestServer.createPortBoundServer(port)) {
      await().atMost(PATIENCE).until(() -> engine().ready() && working());
      assertThat(engine().kind()).isEqualTo(EngineKind.CONFIGURED);
    }
    await().atMost(PATIENCE).until(() -> engine().condition() == Condition.DOWN);
    try (var server = TestServer.createPortBoundServer(port)) {
      await().atMost(PATIENCE).until(() -> engine().up());
      launch.close();
    }
  }

  @Test
  void whatIsInFlightIsFinishedBeforeTheEngineEnds() throws Exception {
    start("--aceiro.engine=in-process");
    await().atMost(PATIENCE).until(() -> engine().ready() && working());
    var record = application.getBean(EngineTestApplication.SlowRecord.class);
    begin("INC-1");
    assertThat(record.begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

    CompletableFuture<Void> end = CompletableFuture.runAsync(launch::close);

    await().during(Duration.ofSeconds(1)).until(() -> !end.isDone());
    record.letGo.countDown();
    end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(record.done.getCount()).isZero();
  }

  @Test
  void aProcessThatIsNoWebAnswersForItsHealthAlone() throws Exception {
    start("--aceiro.engine=in-process", "--aceiro.roles=responder");

    assertThat(health("/livez")).isEqualTo(200);
    assertThat(health("/readyz")).isEqualTo(200);
    assertThat(health("/")).isEqualTo(404);
    assertThat(health("/v3/api-docs")).isEqualTo(404);
  }

  @Test
  @Tag("engine")
  void theTemporalProgramIsBackAfterItWasKilled() throws Exception {
    Path program = TemporalCli.required().file();
    start("--aceiro.engine.program=" + program);
    await().atMost(PATIENCE).until(() -> engine().ready() && working());
    assertThat(engine().kind()).isEqualTo(EngineKind.PROGRAM);
    assertThat(engine().uiUrl()).isNotNull();
    assertThat(status(engine().uiUrl())).isEqualTo(200);
    assertThat(retention()).isEqualTo(Duration.ofDays(30));
    assertThat(searchAttributes())
        .contains("AceiroSeverity", "AceiroStage", "AceiroService", "AceiroProfile");
    String identity = engine().identity();
    ProcessHandle killed = pid("engine/temporal.pid");

    killed.destroyForcibly();

    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> pid("engine/temporal.pid").pid() != killed.pid());
    await().atMost(PATIENCE).until(() -> engine().ready());
    assertThat(engine().identity()).isEqualTo(identity);

    var record = application.getBean(EngineTestApplication.SlowRecord.class);
    record.letGo.countDown();
    begin("INC-2");
    assertThat(record.done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("the workers poll the engine that is back")
        .isTrue();

    ProcessHandle restarted = pid("engine/temporal.pid");
    launch.close();
    await().until(() -> !restarted.isAlive());
  }

  private void start(String... arguments) {
    launch = new Launch();
    SpringApplication small = Aceiro.application(launch, EngineTestApplication.class);
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    all[0] = "--aceiro.home=" + temp.resolve("home");
    all[1] = "--server.port=0";
    application = small.run(all);
  }

  private void begin(String incident) {
    var state = InMemoryRecord.state(incident);
    WorkflowClient.start(
        application
                .getBean(WorkflowClient.class)
                .newWorkflowStub(IncidentWorkflow.class, IncidentRuns.options(state))
            ::run,
        IncidentInput.of(state, InMemoryRecord.plan()));
  }

  private EngineStatus engine() {
    return application.getBean(EngineState.class).status();
  }

  private boolean working() {
    return application.getBean(EngineState.class).working();
  }

  private Duration retention() {
    return Duration.ofSeconds(
        application
            .getBean(WorkflowServiceStubs.class)
            .blockingStub()
            .describeNamespace(
                DescribeNamespaceRequest.newBuilder().setNamespace("default").build())
            .getConfig()
            .getWorkflowExecutionRetentionTtl()
            .getSeconds());
  }

  private Set<String> searchAttributes() {
    return OperatorServiceGrpc.newBlockingStub(
            application.getBean(WorkflowServiceStubs.class).getRawChannel())
        .listSearchAttributes(
            ListSearchAttributesRequest.newBuilder().setNamespace("default").build())
        .getCustomAttributesMap()
        .keySet();
  }

  private ProcessHandle postgres() throws IOException {
    return pid("postgres/data/postmaster.pid");
  }

  private ProcessHandle pid(String file) throws IOException {
    String pid = Files.readAllLines(temp.resolve("home").resolve(file)).getFirst().strip();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private int health(String path) throws Exception {
    String port = application.getEnvironment().getProperty("local.server.port");
    return status(URI.create("http://127.0.0.1:" + port + path));
  }

  private static int status(URI uri) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
    }
  }

  private String ask(String query) {
    return application.getBean(JdbcClient.class).sql(query).query(String.class).single();
  }

  private void tell(String command) {
    application.getBean(JdbcClient.class).sql(command).update();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
