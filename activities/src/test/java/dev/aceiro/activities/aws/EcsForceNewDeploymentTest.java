package dev.aceiro.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.activities.IntegrationState;
import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.ActionReport;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.containment.WorkOrder;
import dev.aceiro.workflows.incident.Params;
import dev.aceiro.workflows.status.StatusPart;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Secret;

/** Against moto through a proxy that counts; another client looks at the world by itself. */
class EcsForceNewDeploymentTest {
  private static final String TYPE = "ecs.force-new-deployment";
  private static final String PLANTED = "planted-s3cr3t-9f2c";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static TestDatabase database;
  private static EcsClient witness;

  private final IntegrationState state =
      new IntegrationState("aws", StatusPart.Kind.TARGET, true, InstantSource.system());
  private RecordingProxy proxy;
  private AwsClients clients;
  private Hands hands;
  private String cluster;

  @BeforeAll
  static void world() {
    URI moto = Moto.server();
    System.setProperty("aws.accessKeyId", "AKIATESTTESTTESTTEST");
    System.setProperty("aws.secretAccessKey", "test");
    database = TestDatabase.fresh();
    witness =
        EcsClient.builder()
            .endpointOverride(moto)
            .region(Region.SA_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .build();
  }

  @AfterAll
  static void noWorld() {
    if (database != null) {
      database.close();
      witness.close();
    }
  }

  @BeforeEach
  void service() {
    cluster = "plooral-" + NUMBER.incrementAndGet();
    witness.createCluster(r -> r.clusterName(cluster));
    witness.registerTaskDefinition(
        r ->
            r.family(cluster)
                .containerDefinitions(
                    c ->
                        c.name("api")
                            .image("registry.example.com/api:latest")
                            .memory(256)
                            .environment(
                                KeyValuePair.builder()
                                    .name("DATABASE_URL")
                                    .value("postgres://app:" + PLANTED + "@db/app")
                                    .build(),
                                KeyValuePair.builder().name("LEVEL").value(PLANTED).build())
                            .command("run", "--token", PLANTED)
                            .dockerLabels(Map.of("note", PLANTED))
                            .secrets(
                                Secret.builder()
                                    .name("STRIPE")
                                    .valueFrom("arn:aws:ssm:sa-east-1:123456789012:parameter/x")
                                    .build())));
    witness.createService(
        r -> r.cluster(cluster).serviceName("api").taskDefinition(cluster).desiredCount(2));
    proxy = new RecordingProxy(Moto.server());
    AwsSettings settings = settings(proxy.uri(), "sa-east-1");
    clients = new AwsClients(settings);
    hands =
        new Hands(
            database, new EcsForceNewDeployment(new Aws(settings, clients, new AwsCalls(state))));
  }

  private static AwsSettings settings(@Nullable URI endpoint, @Nullable String region) {
    return new AwsSettings(
        region,
        endpoint,
        Map.of(
            "123456789012",
            new AwsSettings.Account("arn:aws:iam::123456789012:role/aceiro", "external")),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofMillis(800),
        Duration.ofMillis(1500),
        Duration.ofSeconds(3));
  }

  @AfterEach
  void noService() {
    hands.close();
    clients.close();
    proxy.close();
  }

  private WorkOrder order() {
    return hands.order(TYPE, Params.of("cluster", cluster, "service", "api"), false);
  }

  private String primary() {
    return witness
        .describeServices(r -> r.cluster(cluster).services("api"))
        .services()
        .getFirst()
        .deployments()
        .getFirst()
        .id();
  }

  private void restartByHand() {
    witness.updateService(r -> r.cluster(cluster).service("api").forceNewDeployment(true));
  }

  // ---- capture ----

  @Test
  void captureNamesTheServiceTheCallAndWhatToBewareOf() {
    WorkOrder order = order();
    Capture capture = hands.captured(order);

    assertThat(capture.target()).isEqualTo(cluster + "/api (sa-east-1, 123456789012)");
    assertThat(capture.risk()).isEqualTo(Risk.DISRUPTIVE);
    assertThat(capture.facts())
        .containsEntry("deployment", primary())
        .containsEntry("running", "2")
        .containsEntry("desired", "2")
        .containsEntry("warning.mutable-tag", "api=registry.example.com/api:latest");
    assertThat(hands.diff(order, capture))
        .contains("ecs:UpdateService")
        .contains("\"forceNewDeployment\":true")
        .contains("- deployment: " + primary());
    assertThat(proxy.count("UpdateService")).isZero();
  }

  @Test
  void secretsOfTheTaskDefinitionAreOnlyInTheArtefact() {
    WorkOrder order = order();
    StepResult result = hands.steps().capture(order);

    assertThat(result.toString()).doesNotContain(PLANTED);
    assertThat(hands.diff(order, result.capture())).doesNotContain(PLANTED);
    assertThat(new String(hands.raw(order, result.capture()), StandardCharsets.UTF_8))
        .contains(PLANTED);
  }

  @Test
  void aServiceOrClusterThatIsNotThereIsRefused() {
    StepResult service =
        hands
            .steps()
            .capture(hands.order(TYPE, Params.of("cluster", cluster, "service", "no"), false));
    StepResult where =
        hands
            .steps()
            .capture(hands.order(TYPE, Params.of("cluster", "no", "service", "api"), false));

    assertThat(service.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(service.code()).isEqualTo("ecs.service-not-found");
    assertThat(where.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(where.params()).containsEntry("error", "ClusterNotFoundException");
  }

  @Test
  void aServiceThatSomebodyElseDeploysIsRefused() {
    witness.createService(
        r ->
            r.cluster(cluster)
                .serviceName("blue-green")
                .taskDefinition(cluster)
                .desiredCount(1)
                .deploymentController(c -> c.type("CODE_DEPLOY")));
    StepResult result =
        hands
            .steps()
            .capture(
                hands.order(TYPE, Params.of("cluster", cluster, "service", "blue-green"), false));

    assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(result.code()).isEqualTo("ecs.controller-unsupported");
  }

  @Test
  void anAccountThatIsNotConfiguredIsHandedToAPerson() {
    WorkOrder order =
        hands.order(
            TYPE,
            Params.of("cluster", cluster, "service", "api", "account", "999999999999"),
            false);
    StepResult result = hands.steps().apply(hands.approved(order));

    assertThat(result.outcome()).isEqualTo(Outcome.WITH_PERSON);
    assertThat(result.params().get("instruction"))
        .startsWith("aws ecs update-service --region sa-east-1 --cluster " + cluster);
    assertThat(proxy.count("UpdateService")).isZero();
  }

  @Test
  void anAccountIsActedInThroughItsRole() {
    WorkOrder order =
        hands.order(
            TYPE,
            Params.of("cluster", cluster, "service", "api", "account", "123456789012"),
            false);

    assertThat(hands.captured(order).target()).contains("123456789012");
    assertThat(proxy.count("AssumeRole")).isEqualTo(1);
  }

  @Test
  void readsAreRepeatedWhileAwsThrottles() {
    for (int i = 0; i < 2; i++) {
      proxy.next("DescribeServices", throttled());
    }
    assertThat(hands.captured(order()).facts()).containsKey("deployment");
    assertThat(proxy.count("DescribeServices")).isEqualTo(3);
  }

  private static RecordingProxy.Answer throttled() {
    return new RecordingProxy.Answer(400, "{\"__type\":\"ThrottlingException\",\"message\":\"x\"}");
  }

  // ---- apply ----

  @Test
  void oneCallRestartsTheServiceAndTheRolloutIsAwaited() {
    String before = primary();
    ActionReport report = hands.execute(hands.approved(order()));

    assertThat(report.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(report.code()).isEqualTo("ecs.rollout-complete");
    assertThat(report.params()).containsEntry("deployment", primary()).containsEntry("done", "2");
    assertThat(report.capture().undoable()).isFalse();
    assertThat(primary()).isNotEqualTo(before);
    assertThat(proxy.count("UpdateService")).isEqualTo(1);
    assertThat(state.status().getFirst().state()).isEqualTo(StatusPart.State.LIVE);
  }

  @Test
  void anAnswerThatIsLostIsFoundByReadingAndTheCallNotRepeated() {
    String before = primary();
    proxy.next("UpdateService", new RecordingProxy.LoseAnswer());
    ActionReport report = hands.execute(hands.approved(order()));

    assertThat(report.outcome()).isEqualTo(Outcome.ACHIEVED_CAUSE_UNPROVEN);
    assertThat(primary()).isNotEqualTo(before);
    assertThat(proxy.count("UpdateService")).isEqualTo(1);
  }

  @Test
  void aRequestThatIsLostIsNotRepeatedEither() {
    String before = primary();
    proxy.next("UpdateService", new RecordingProxy.LoseRequest());
    ActionReport report = hands.execute(hands.approved(order()));

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.code()).isEqualTo("NO_EFFECT");
    assertThat(primary()).isEqualTo(before);
    assertThat(proxy.count("UpdateService")).isEqualTo(1);
  }

  @Test
  void aBrokenServiceMayHaveDoneItSoItIsReadAndNotRepeated() {
    proxy.next("UpdateService", new RecordingProxy.Answer(500, "{}"));
    ActionReport report = hands.execute(hands.approved(order()));

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(proxy.count("UpdateService")).isEqualTo(1);
    assertThat(state.status().getFirst().state()).isEqualTo(StatusPart.State.LIVE);
  }

  @Test
  void aThrottledCallWasNotTakenAndIsMadeOnceMore() {
    proxy.next("UpdateService", throttled());
    ActionReport report = hands.execute(hands.approved(order()));

    assertThat(report.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(proxy.count("UpdateService")).isEqualTo(2);
  }

  @Test
  void aDeniedCallIsRefusedWithAwsOwnWords() {
    proxy.next(
        "UpdateService",
        new RecordingProxy.Answer(
            400,
            "{\"__type\":\"AccessDeniedException\",\"message\":\"not allowed:"
                + " ecs:UpdateService\"}"));
    ActionReport report = hands.execute(hands.approved(order()));

    assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(report.code()).isEqualTo("aws.refused");
    assertThat(report.params())
        .containsEntry("error", "AccessDeniedException")
        .containsEntry("said", "not allowed: ecs:UpdateService");
    assertThat(proxy.count("UpdateService")).isEqualTo(1);
  }

  @Test
  void somebodyElsesRestartBetweenCaptureAndApplyMakesItStale() {
    WorkOrder apply = hands.approved(order());
    restartByHand();
    StepResult result = hands.steps().apply(apply);

    assertThat(result.outcome()).isEqualTo(Outcome.STALE);
    assertThat(result.code()).isEqualTo("WORLD_MOVED");
    assertThat(proxy.count("UpdateService")).isZero();
  }

  @Test
  void aDeployBySomebodyElseWhileTheAnswerIsLostIsNotClaimedAsOurs() {
    witness.registerTaskDefinition(
        r -> r.family(cluster).containerDefinitions(c -> c.name("api").image("api:2").memory(256)));
    WorkOrder apply = hands.approved(order());
    proxy.next("UpdateService", new RecordingProxy.LoseRequest());
    StepResult applied = hands.steps().apply(apply);
    String deployment =
        "{\"services\":[{\"serviceArn\":\"a\",\"serviceName\":\"api\",\"status\":\"ACTIVE\",\"deployments\":["
            + "{\"id\":\"ecs-svc/9\",\"status\":\"PRIMARY\",\"taskDefinition\":\"another:2\",\"createdAt\":"
            + Instant.now().getEpochSecond()
            + "}]}]}";
    for (int i = 0; i < 100; i++) {
      proxy.next("DescribeServices", new RecordingProxy.Answer(200, deployment));
    }
    StepResult settled = hands.steps().settle(apply);

    assertThat(applied.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(settled.outcome()).isEqualTo(Outcome.ACHIEVED_CAUSE_UNPROVEN);
  }

  @Test
  void whereNobodyListensItIsTriedAgainAndSeenToFail() {
    AwsSettings nowhere = settings(URI.create("http://127.0.0.1:1"), "sa-east-1");
    try (AwsClients none = new AwsClients(nowhere);
        Hands there =
            new Hands(
                database, new EcsForceNewDeployment(new Aws(nowhere, none, new AwsCalls(state))))) {
      assertThatThrownBy(() -> there.steps().capture(order()))
          .cause()
          .isInstanceOfSatisfying(
              ApplicationFailure.class,
              failure -> {
                assertThat(failure.getOriginalMessage()).contains("aws.unreachable");
                assertThat(failure.isNonRetryable()).isFalse();
              });
    }
    assertThat(state.status().getFirst().state()).isEqualTo(StatusPart.State.FAILING);
    assertThat(state.status().getFirst().params()).containsEntry("why", "aws.unreachable");
  }

  @Test
  void aDrillReadsTheRealServiceAndSparesIt() {
    String before = primary();
    WorkOrder apply =
        hands.approved(hands.order(TYPE, Params.of("cluster", cluster, "service", "api"), true));
    ActionReport report = hands.execute(apply);

    assertThat(report.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(report.code()).isEqualTo("SIMULATED");
    assertThat(primary()).isEqualTo(before);
    assertThat(proxy.count("UpdateService")).isZero();
    assertThat(proxy.count("DescribeServices")).isPositive();
  }

  @Test
  void withoutARegionItIsDryAndHandsThePersonTheCommand() {
    AwsSettings dry = settings(null, null);
    try (AwsClients none = new AwsClients(dry);
        Hands there =
            new Hands(
                database, new EcsForceNewDeployment(new Aws(dry, none, new AwsCalls(state))))) {
      StepResult result =
          there
              .steps()
              .apply(
                  there.approved(
                      there.order(TYPE, Params.of("cluster", "c", "service", "s"), false)));

      assertThat(result.outcome()).isEqualTo(Outcome.WITH_PERSON);
      assertThat(result.params())
          .containsEntry(
              "instruction",
              "aws ecs update-service --cluster c --service s --force-new-deployment");
    }
  }

  // ---- undo: moto has no service deployments, so they are answered here ----

  private void deployments(String status) {
    proxy.next(
        "ListServiceDeployments",
        new RecordingProxy.Answer(
            200,
            "{\"serviceDeployments\":[{\"serviceDeploymentArn\":\"arn:d1\",\"status\":\""
                + status
                + "\",\"createdAt\":"
                + Instant.now().plusSeconds(60).getEpochSecond()
                + "}]}"));
  }

  private WorkOrder appliedThenUndo() {
    WorkOrder apply = hands.approved(order());
    hands.steps().apply(apply);
    return Hands.as(
        OrderKind.UNDO, apply, apply.digest(), Instant.now().plus(Duration.ofMinutes(5)));
  }

  @Test
  void aRolloutInProgressIsStoppedAndRolledBack() {
    deployments("IN_PROGRESS");
    proxy.next(
        "StopServiceDeployment",
        new RecordingProxy.Answer(200, "{\"serviceDeploymentArn\":\"arn:d1\"}"));
    ActionReport report = hands.execute(appliedThenUndo());

    assertThat(report.outcome()).isEqualTo(Outcome.UNDONE);
    assertThat(report.params()).containsEntry("deployment", "arn:d1");
    assertThat(proxy.count("StopServiceDeployment")).isEqualTo(1);
  }

  @Test
  void aStopWhoseAnswerIsLostIsFoundByReading() {
    deployments("IN_PROGRESS");
    deployments("ROLLBACK_IN_PROGRESS");
    proxy.next("StopServiceDeployment", new RecordingProxy.LoseRequest());
    ActionReport report = hands.execute(appliedThenUndo());

    assertThat(report.outcome()).isEqualTo(Outcome.UNDONE);
    assertThat(proxy.count("StopServiceDeployment")).isEqualTo(1);
  }

  @Test
  void aCompleteRolloutCannotBeUndone() {
    deployments("SUCCESSFUL");
    ActionReport report = hands.execute(appliedThenUndo());

    assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(report.code()).isEqualTo("ecs.nothing-in-progress");
    assertThat(proxy.count("StopServiceDeployment")).isZero();
  }
}
