package dev.aceiro.web.ingest;

import static dev.aceiro.web.ingest.IngestTestApplication.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aceiro.web.http.RawHttp;
import dev.aceiro.web.http.RawHttp.Answer;
import dev.aceiro.web.ingest.IngestTestApplication.RecordingConfirmer;
import dev.aceiro.workflows.alarm.Alarm;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.alarm.Link;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
    classes = IngestTestApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"aceiro.ingest.sweep=100ms", "spring.threads.virtual.enabled=true"})
class AlarmsOverHttpTest {

  private static final Path EXAMPLES = Path.of("..", "docs", "examples");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Sns SNS = Sns.valid();

  @TempDir static Path home;

  @LocalServerPort private int port;
  @Autowired private RecordingGateway gateway;
  @Autowired private RecordingConfirmer confirmer;
  @Autowired private JdbcClient jdbc;
  private String name;

  @DynamicPropertySource
  static void folder(DynamicPropertyRegistry registry) {
    registry.add("aceiro.home", () -> home.toString());
  }

  @BeforeEach
  void aNameOfItsOwn() {
    name = "Alarm" + UUID.randomUUID().toString().substring(0, 8);
    IngestTestApplication.CERTIFICATES.clear();
    IngestTestApplication.CERTIFICATES.put(URI.create(Sns.CERTIFICATE_URL), SNS.certificate());
    confirmer.refuses = false;
    confirmer.confirmed.clear();
  }

  // generic

  @Test
  void aGenericAlarmIsAnsweredWithAReceiptAndOpensAnIncident() throws IOException {
    String body =
        Files.readString(EXAMPLES.resolve("generic.json")).replace("CheckoutLatencyHigh", name);

    Answer answer = generic(body);

    assertThat(answer.status()).isEqualTo(202);
    JsonNode receipt = JSON.readTree(answer.body()).get("receipts").get(0);
    assertThat(receipt.get("id").stringValue()).matches("\\d+");
    assertThat(receipt.get("alarm").stringValue()).isEqualTo(name);
    assertThat(receipt.get("state").stringValue()).isEqualTo("FIRING");
    Alarm alarm = opened().signal().alarm();
    assertThat(alarm.source()).isEqualTo("generic");
    assertThat(alarm.key()).isEqualTo("checkout-latency/prod");
    assertThat(alarm.severity()).isEqualTo("P1");
    assertThat(alarm.service()).isEqualTo("checkout-api");
    assertThat(alarm.environment()).isEqualTo("prod");
    assertThat(alarm.labels()).containsEntry("p95", "4.2").containsEntry("limit", "1.0");
    assertThat(alarm.links())
        .containsExactly(new Link("Dashboard", "https://grafana.example.com/d/checkout"));
    assertThat(opened().incident()).matches("INC-\\d+");
    assertThat(opened().profile()).isEqualTo("acme");
    jdbc.sql("update incident_key set open = false").update();
  }

  @Test
  void aNameIsAllThatAGenericAlarmNeeds() {
    assertThat(generic("{\"name\":\"%s\"}".formatted(name)).status()).isEqualTo(202);

    Alarm alarm = opened().signal().alarm();
    assertThat(alarm.state()).isEqualTo(AlarmState.FIRING);
    assertThat(alarm.key()).isEqualTo(name);
    assertThat(alarm.startedAt()).isEqualTo(alarm.receivedAt());
    assertThat(alarm.late()).isFalse();
  }

  @Test
  void anAlarmNobodyKnowsOpensAnIncidentToo() {
    generic("{\"name\":\"%s\",\"unknownField\":{\"a\":1}}".formatted(name));

    assertThat(opened().signal().alarm().name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"state\":\"FIRING\"}",
        "{\"name\":7}",
        "{\"name\":\"  \"}",
        "{\"name\":\"a\",\"state\":\"BURNING\"}",
        "{\"name\":\"a\",\"startedAt\":\"yesterday\"}",
        "{\"name\":\"a\",\"labels\":[]}",
        "{\"name\":\"a\",\"labels\":{\"x\":{}}}",
        "{\"name\":\"a\",\"links\":\"https://example.com\"}",
        "{\"name\":\"a\",\"service\":[\"b\"]}"
      })
  void aFieldOfTheWrongTypeIsRefusedByItsName(String body) {
    Answer answer = generic(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.get("code").stringValue()).isEqualTo("invalid-request");
    assertThat(problem.get("faults").get(0).get("pointer").stringValue()).startsWith("/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "{\"name\":\"a\"", "<xml/>"})
  void whatIsNoJsonObjectIsRefused(String body) {
    assertProblem(generic(body), 400, "alarm-malformed");
  }

  @Test
  void refusalsSpeakTheCallersLanguage() {
    Answer portuguese = post("generic", "{").header("Accept-Language", "pt").send();
    Answer english = post("generic", "{").header("Accept-Language", "fr, en;q=0.5").send();

    assertThat(portuguese.body()).contains("Não é um objeto JSON");
    assertThat(portuguese.header("content-language")).isEqualTo("pt-BR");
    assertThat(english.body()).contains("Not a JSON object");
  }

  @Test
  void aMissingTokenAndAWrongOneAreRefused() {
    String body = "{\"name\":\"%s\"}".formatted(name);

    Answer missing = http().post("/alarms/acme/generic").json(body).send();
    Answer basic =
        http().post("/alarms/acme/generic").json(body).header("Authorization", "Basic YTpi").send();
    Answer wrong =
        http()
            .post("/alarms/acme/generic")
            .json(body)
            .header("Authorization", "Bearer " + TOKEN + "x")
            .send();
    Answer local =
        http()
            .post("/alarms/acme/alertmanager")
            .json(body)
            .header("Authorization", "Bearer local")
            .send();

    assertProblem(missing, 401, "source-token-missing");
    assertThat(missing.header("www-authenticate")).startsWith("Bearer");
    assertProblem(basic, 401, "source-token-missing");
    assertProblem(wrong, 401, "source-token-wrong");
    assertProblem(local, 401, "source-token-wrong");
    assertNothingStored();
  }

  @Test
  void inLocalModeTheTokenIsLocal() {
    Answer answer =
        http()
            .post("/alarms/plooral/generic")
            .json("{\"name\":\"%s\"}".formatted(name))
            .header("Authorization", "Bearer local")
            .send();

    assertThat(answer.status()).isEqualTo(202);
    assertThat(opened().profile()).isEqualTo("plooral");
  }

  @Test
  void anUnknownProfileOrSourceIsNotFound() {
    for (String path : List.of("/alarms/nobody/generic", "/alarms/acme/nothing")) {
      assertProblem(
          http()
              .post(path)
              .json("{\"name\":\"a\"}")
              .header("Authorization", "Bearer " + TOKEN)
              .send(),
          404,
          "source-unknown");
    }
  }

  @Test
  void onlyPostIsAnswered() {
    Answer answer = http().get("/alarms/acme/generic").send();

    assertProblem(answer, 405, "method-not-allowed");
    assertThat(answer.header("allow")).isEqualTo("POST");
  }

  @Test
  void aFormIsNoAlarm() {
    Answer answer =
        http()
            .post("/alarms/acme/generic")
            .form("{\"name\":\"a\"}")
            .header("Authorization", "Bearer " + TOKEN)
            .send();

    assertProblem(answer, 415, "unsupported-media-type");
  }

  @Test
  void whatIsLargerThan512KilobytesIsRefused() {
    String fits = "{\"name\":\"%s\",\"summary\":\"%s\"}";
    int rest = 512 * 1024 - fits.formatted(name, "").length();

    assertThat(generic(fits.formatted(name, "x".repeat(rest))).status()).isEqualTo(202);
    assertProblem(generic(fits.formatted(name, "x".repeat(rest + 1))), 413, "alarm-too-large");
    assertThat(opened().signal().alarm().summary().length()).isLessThanOrEqualTo(1000);
  }

  @Test
  void whatDoesNotSayHowLargeItIsIsNotReadBeyondTheLimit() throws IOException {
    byte[] fits = "{\"name\":\"%s\"}".formatted(name).getBytes(StandardCharsets.UTF_8);
    byte[] large = new byte[512 * 1024 + 1];

    assertThat(Requests.postChunked(port, "/alarms/acme/generic", TOKEN, fits)).isEqualTo(202);
    assertThat(Requests.postChunked(port, "/alarms/acme/generic", TOKEN, large)).isEqualTo(413);
  }

  @Test
  void resolvedWithoutFiringIsKeptAndOpensNothing() {
    Answer answer = generic("{\"name\":\"%s\",\"state\":\"RESOLVED\"}".formatted(name));

    assertThat(answer.status()).isEqualTo(202);
    await()
        .untilAsserted(
            () -> assertThat(rows()).containsExactly("RESOLVED SETTLED NO_OPEN_INCIDENT"));
    assertThat(gateway.startsOf(name)).isEmpty();
  }

  @Test
  void resolvedIsToldToTheIncidentAndRepetitionsAreCounted() {
    generic("{\"name\":\"%s\"}".formatted(name));
    generic("{\"name\":\"%s\"}".formatted(name));
    generic("{\"name\":\"%s\"}".formatted(name));
    generic("{\"name\":\"%s\",\"state\":\"RESOLVED\"}".formatted(name));

    await().untilAsserted(() -> assertThat(gateway.signalsOf(name)).hasSize(1));
    assertThat(gateway.startsOf(name)).hasSize(1);
    var signal = gateway.signalsOf(name).getFirst();
    assertThat(signal.incident()).isEqualTo(opened().incident());
    assertThat(signal.signal().alarm().state()).isEqualTo(AlarmState.RESOLVED);
    assertThat(signal.signal().sequence()).isGreaterThan(opened().signal().sequence());
    assertThat(
            jdbc.sql("select repeats from incident_key where incident = ?")
                .param(opened().incident())
                .query(Integer.class)
                .single())
        .isEqualTo(2);
  }

  @Test
  void theSameEventIsStoredOnceAndAnsweredEachTime() {
    String body = "{\"name\":\"%s\",\"id\":\"%s-1\"}".formatted(name, name);

    Answer first = generic(body);
    Answer second = generic(body);

    assertThat(second.status()).isEqualTo(202);
    JsonNode replay = JSON.readTree(second.body()).get("receipts").get(0);
    assertThat(replay.get("duplicate").booleanValue()).isTrue();
    assertThat(replay.get("id"))
        .isEqualTo(JSON.readTree(first.body()).get("receipts").get(0).get("id"));
    await().untilAsserted(() -> assertThat(rows()).containsExactly("FIRING DISPATCHED null"));
  }

  @Test
  void aBeginningInTheFutureBecomesTheReceiptAndIsKept() {
    Instant future = Instant.parse("2099-01-01T00:00:00Z");
    generic("{\"name\":\"%s\",\"startedAt\":\"%s\"}".formatted(name, future));

    Alarm alarm = opened().signal().alarm();
    assertThat(alarm.startedAt()).isEqualTo(alarm.receivedAt());
    assertThat(alarm.receivedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(alarm.labels()).containsEntry(AlarmDraft.REPORTED_START, future.toString());
  }

  @Test
  void aLateAlarmIsTakenAndMarked() {
    Instant started = Instant.now().minus(Duration.ofHours(2));
    Answer answer = generic("{\"name\":\"%s\",\"startedAt\":\"%s\"}".formatted(name, started));

    assertThat(JSON.readTree(answer.body()).get("receipts").get(0).get("late").booleanValue())
        .isTrue();
    Alarm alarm = opened().signal().alarm();
    assertThat(alarm.late()).isTrue();
    assertThat(alarm.startedAt()).isEqualTo(started);
  }

  @Test
  void hostileTextStaysTextAndIsStored() {
    String hostile =
        "\\u0000<script>alert(1)</script>\\u001b[31m'; drop table inbox; --\\ud800\\u202Eabc\\ufffe";
    Answer answer =
        generic(
            "{\"name\":\"%s%s\",\"summary\":\"a\\u0000b\\r\\nc\",\"labels\":{\"k\\u0000\":\"%s\"},\"links\":[\"javascript:alert(1)\",{\"title\":\"t\",\"url\":\"https://example.com/\"}]}"
                .formatted(name, hostile, hostile));

    assertThat(answer.status()).isEqualTo(202);
    String clean = "<script>alert(1)</script> [31m'; drop table inbox; --\uFFFDabc\uFFFD";
    await().untilAsserted(() -> assertThat(gateway.startsOf(name + clean)).hasSize(1));
    Alarm alarm = gateway.startsOf(name + clean).getFirst().signal().alarm();
    assertThat(alarm.summary()).isEqualTo("ab\nc");
    assertThat(alarm.labels()).containsEntry("k", clean);
    assertThat(alarm.links()).containsExactly(new Link("t", "https://example.com/"));
  }

  @Test
  void bytesThatAreNoUtf8AreReplaced() throws IOException {
    byte[] start = "{\"name\":\"%s\",\"summary\":\"caf".formatted(name).getBytes("UTF-8");
    byte[] broken = new byte[start.length + 4];
    System.arraycopy(start, 0, broken, 0, start.length);
    broken[start.length] = (byte) 0xE9;
    broken[start.length + 1] = (byte) 0xFF;
    broken[start.length + 2] = '"';
    broken[start.length + 3] = '}';

    assertThat(Requests.postBytes(port, "/alarms/acme/generic", TOKEN, broken)).isEqualTo(202);

    assertThat(opened().signal().alarm().summary()).isEqualTo("caf\uFFFD\uFFFD");
  }

  @Test
  void manyAlarmsOfOneKeyAtTheSameInstantMakeOneIncident() throws Exception {
    int threads = 32;
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Integer>> answers =
          IntStream.range(0, threads)
              .mapToObj(
                  i ->
                      pool.submit(
                          () -> {
                            go.await();
                            return generic("{\"name\":\"%s\"}".formatted(name)).status();
                          }))
              .toList();
      go.countDown();
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(202);
      }
    }

    await()
        .untilAsserted(
            () ->
                assertThat(rows())
                    .hasSize(threads)
                    .allMatch(row -> row.matches("FIRING (DISPATCHED null|REPEAT REPEAT)")));
    assertThat(gateway.startsOf(name)).hasSize(1);
    assertThat(gateway.signalsOf(name)).isEmpty();
    assertThat(
            jdbc.sql("select count(*) from incident_key where correlation_key = ?")
                .param("acme/generic/" + name)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  // alertmanager

  @Test
  void eachAlertOfAnAlertmanagerGroupIsAnAlarmUnderItsFingerprint() throws IOException {
    Answer answer = alertmanager(example("alertmanager.json"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(JSON.readTree(answer.body()).get("receipts").size()).isEqualTo(2);
    await().untilAsserted(() -> assertThat(gateway.startsOf(name)).hasSize(2));
    assertThat(gateway.startsOf(name).stream().map(s -> s.signal().alarm().key()))
        .containsExactlyInAnyOrder("c4b0e9d2a1f35768" + name, "5f1e08b7c96d2a43" + name);
    Alarm alarm =
        gateway.startsOf(name).stream()
            .map(s -> s.signal().alarm())
            .filter(a -> a.key().startsWith("c4b0"))
            .findFirst()
            .orElseThrow();
    assertThat(alarm.startedAt()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(alarm.summary()).isEqualTo("Pod is crash looping.");
    assertThat(alarm.severity()).isEqualTo("critical");
    assertThat(alarm.service()).isEqualTo("checkout-api");
    assertThat(alarm.environment()).isEqualTo("prod");
    assertThat(alarm.labels()).containsEntry("namespace", "checkout");
    assertThat(alarm.links()).extracting(Link::title).contains("Prometheus", "Runbook");
    assertThat(alarm.late()).isTrue();
  }

  @Test
  void anAlertsEndIsToldToItsIncidentAndItsReturnToo() throws IOException {
    alertmanager(example("alertmanager.json"));
    alertmanager(example("alertmanager-resolved.json"));
    alertmanager(example("alertmanager.json"));

    await().untilAsserted(() -> assertThat(gateway.signalsOf(name)).hasSize(4));
    assertThat(
            gateway.signalsOf(name).stream()
                .filter(s -> s.signal().alarm().key().startsWith("c4b0"))
                .map(s -> s.signal().alarm().state()))
        .containsExactly(AlarmState.RESOLVED, AlarmState.FIRING);
  }

  @Test
  void whatAlertmanagerRepeatsIsTheSameEvent() throws IOException {
    Answer first = alertmanager(example("alertmanager.json"));
    Answer second = alertmanager(example("alertmanager.json"));

    assertThat(second.status()).isEqualTo(202);
    assertThat(second.body()).contains("\"duplicate\":true").doesNotContain("\"duplicate\":false");
    assertThat(first.body()).doesNotContain("\"duplicate\":true");
    await().untilAsserted(() -> assertThat(rows()).hasSize(2));
  }

  @Test
  void fieldsOfNewerAlertmanagersAreIgnored() {
    Answer answer =
        alertmanager(
            """
            {"version":"4","notification_reason":"first","routeLabels":{"a":"b"},"status":"firing",
             "alerts":[{"status":"firing","labels":{"alertname":"%s"},"fingerprint":"%s","newer":[1]}]}
            """
                .formatted(name, name));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(opened().signal().alarm().key()).isEqualTo(name);
  }

  @Test
  void anOddAlertDoesNotTakeItsNeighboursWithIt() {
    Answer answer =
        alertmanager(
            """
            {"version":"4","status":"firing","alerts":[
              7, {"labels":"none"}, {"status":"firing","labels":{"alertname":"%s"},"fingerprint":"%s"}]}
            """
                .formatted(name, name));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(JSON.readTree(answer.body()).get("receipts").size()).isEqualTo(3);
    assertThat(opened().signal().alarm().key()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"version\":\"1\",\"alerts\":[]}", "{\"alerts\":[]}", "{}"})
  void anotherShapeOfWebhookIsRefused(String body) {
    assertProblem(alertmanager(body), 400, "webhook-version-unsupported");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "null"})
  void aWebhookWithoutAlertsIsRefused(String alerts) {
    assertProblem(
        alertmanager("{\"version\":\"4\",\"alerts\":%s}".formatted(alerts)),
        400,
        "invalid-request");
  }

  // sns

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void aSignedCloudWatchAlarmOpensAnIncident(String version) throws IOException {
    Map<String, String> message = Sns.notification(example("cloudwatch-alarm.json"));
    message.put("SignatureVersion", version);

    Answer answer = sns(SNS.signed(message));

    assertThat(answer.status()).isEqualTo(202);
    Alarm alarm = opened().signal().alarm();
    assertThat(alarm.key()).isEqualTo("arn:aws:cloudwatch:sa-east-1:000000000000:alarm:" + name);
    assertThat(alarm.eventId()).isEqualTo(message.get("MessageId"));
    assertThat(alarm.startedAt()).isEqualTo("2026-03-01T12:00:00.123Z");
    assertThat(alarm.environment()).isEqualTo("prod");
    assertThat(alarm.summary()).isEqualTo("More than 5 % of the API's answers are 5xx");
    assertThat(alarm.labels())
        .containsEntry("region", "sa-east-1")
        .containsEntry("account", "000000000000")
        .containsEntry("metric.rate", "100 * errors / requests")
        .containsEntry("threshold", "GreaterThanThreshold 5.0 5 x 60 s");
    assertThat(alarm.links())
        .containsExactly(
            new Link(
                "CloudWatch",
                "https://sa-east-1.console.aws.amazon.com/cloudwatch/home?region=sa-east-1#alarmsV2:alarm/"
                    + name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cloudwatch-worker-failure.json",
        "cloudwatch-aurora-cpu.json",
        "cloudwatch-queue-backlog.json",
        "cloudwatch-storage-low.json",
        "cloudwatch-cloudfront-errors.json",
        "cloudwatch-composite.json"
      })
  void everyExampleOfCloudWatchIsTaken(String file) throws IOException {
    assertThat(sns(SNS.signed(Sns.notification(example(file)))).status()).isEqualTo(202);

    Alarm alarm = opened().signal().alarm();
    assertThat(alarm.state()).isEqualTo(AlarmState.FIRING);
    assertThat(alarm.labels()).containsKey("reason");
    assertThat(alarm.labels().keySet())
        .containsAnyOf(
            "dimension.FunctionName",
            "dimension.DBClusterIdentifier",
            "dimension.QueueName",
            "dimension.DistributionId",
            "rule");
  }

  @Test
  void theEndOfACloudWatchAlarmIsToldToItsIncident() throws IOException {
    sns(SNS.signed(Sns.notification(example("cloudwatch-alarm.json"))));
    sns(SNS.signed(Sns.notification(example("cloudwatch-alarm-resolved.json"))));

    await().untilAsserted(() -> assertThat(gateway.signalsOf(name)).hasSize(1));
    assertThat(gateway.signalsOf(name).getFirst().signal().alarm().labels())
        .containsEntry("aceiro.cleared-at", "2026-03-01T12:25:00.456Z");
  }

  @Test
  void whatAStandardTopicDeliversInTheWrongOrderIsPutRight() throws IOException {
    sns(SNS.signed(Sns.notification(example("cloudwatch-alarm-resolved.json"))));
    await()
        .untilAsserted(
            () -> assertThat(rows()).containsExactly("RESOLVED SETTLED NO_OPEN_INCIDENT"));
    sns(SNS.signed(Sns.notification(example("cloudwatch-alarm.json"))));

    await().untilAsserted(() -> assertThat(gateway.signalsOf(name)).hasSize(1));
    assertThat(gateway.signalsOf(name).getFirst().signal().alarm().state())
        .isEqualTo(AlarmState.RESOLVED);
    assertThat(gateway.signalsOf(name).getFirst().signal().sequence())
        .isGreaterThan(opened().signal().sequence());
  }

  @Test
  void anAlarmThatLacksDataIsKeptAndChangesNothing() throws IOException {
    sns(SNS.signed(Sns.notification(example("cloudwatch-alarm.json"))));
    Answer answer =
        sns(
            SNS.signed(
                Sns.notification(
                    example("cloudwatch-alarm.json")
                        .replace(
                            "\"NewStateValue\": \"ALARM\"",
                            "\"NewStateValue\": \"INSUFFICIENT_DATA\""))));

    assertThat(answer.body()).contains("\"state\":\"NOTICE\"");
    await()
        .untilAsserted(
            () ->
                assertThat(rows())
                    .containsExactly("FIRING DISPATCHED null", "NOTICE SETTLED INSUFFICIENT_DATA"));
    assertThat(gateway.signalsOf(name)).isEmpty();
  }

  @Test
  void anAuthenticMessageThatIsNoCloudWatchAlarmOpensAnIncidentForTriage() {
    Map<String, String> message =
        Sns.notification("The certificate of the\nload balancer expires.");
    message.put("Subject", name);

    assertThat(sns(SNS.signed(message)).status()).isEqualTo(202);

    Alarm alarm = opened().signal().alarm();
    assertThat(alarm.key()).isEqualTo(Sns.TOPIC + "/" + name);
    assertThat(alarm.summary()).isEqualTo("The certificate of the\nload balancer expires.");
  }

  @Test
  void aMessageWithoutSubjectIsCalledByItsFirstLine() {
    Map<String, String> message = Sns.notification(name + "\nmore");
    message.remove("Subject");

    assertThat(sns(SNS.signed(message)).status()).isEqualTo(202);
    assertThat(opened().signal().alarm().name()).isEqualTo(name);
  }

  @Test
  void aMessageDeliveredTwiceIsStoredOnce() throws IOException {
    String message = SNS.signed(Sns.notification(example("cloudwatch-alarm.json")));

    Answer first = sns(message);
    Answer second = sns(message);

    assertThat(second.status()).isEqualTo(202);
    assertThat(second.body())
        .isEqualTo(first.body().replace("\"duplicate\":false", "\"duplicate\":true"));
    await().untilAsserted(() -> assertThat(rows()).containsExactly("FIRING DISPATCHED null"));
  }

  @Test
  void aMessageThatIsAnHourOldIsTakenAndMarkedLate() throws IOException {
    Map<String, String> message = Sns.notification(example("cloudwatch-alarm.json"));
    message.put("Timestamp", Instant.now().minus(Duration.ofMinutes(61)).toString());

    assertThat(sns(SNS.signed(message)).body()).contains("\"late\":true");
    assertThat(opened().signal().alarm().late()).isTrue();
  }

  @Test
  void anUnsignedMessageIsRefused() throws IOException {
    Answer answer = sns(Sns.json(Sns.notification(example("cloudwatch-alarm.json"))));

    assertProblem(answer, 403, "sns-not-signed");
    assertNothingStored();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Message", "MessageId", "Subject", "Timestamp", "Type"})
  void aMessageOfWhichAnythingSignedWasChangedIsRefused(String field) throws IOException {
    Map<String, String> message = Sns.notification(example("cloudwatch-alarm.json"));
    String signed = SNS.signed(message);
    Map<String, String> changed = JSON.readValue(signed, Map.class);
    if (field.equals("Type")) {
      changed.put("Type", "UnsubscribeConfirmation");
      changed.put("Token", "t");
      changed.put("SubscribeURL", "https://sns.sa-east-1.amazonaws.com/");
    } else {
      changed.put(field, changed.get(field) + " ");
    }

    assertProblem(sns(Sns.json(changed)), 403, "sns-signature-wrong");
    assertNothingStored();
  }

  @Test
  void aSubjectAddedAfterwardsIsRefused() {
    Map<String, String> message = Sns.notification(name);
    message.remove("Subject");
    Map<String, String> changed = JSON.readValue(SNS.signed(message), Map.class);
    changed.put("Subject", "another");

    assertProblem(sns(Sns.json(changed)), 403, "sns-signature-wrong");
  }

  @Test
  void aSignatureThatIsNoneIsRefused() {
    Map<String, String> changed = JSON.readValue(SNS.signed(Sns.notification(name)), Map.class);
    changed.put("Signature", "%%%");

    assertProblem(sns(Sns.json(changed)), 403, "sns-signature-wrong");
  }

  @Test
  void anUnknownSignatureVersionIsRefused() {
    Map<String, String> changed = JSON.readValue(SNS.signed(Sns.notification(name)), Map.class);
    changed.put("SignatureVersion", "3");

    assertProblem(sns(Sns.json(changed)), 403, "sns-signature-version");
  }

  @Test
  void aMessageOfAnotherTopicIsRefusedHoweverWellSigned() {
    Map<String, String> message = Sns.notification(name);
    message.put("TopicArn", "arn:aws:sns:sa-east-1:999999999999:PlooralAlertsTopic");

    assertProblem(sns(SNS.signed(message)), 403, "sns-topic-unexpected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://sns.sa-east-1.amazonaws.com/SimpleNotificationService-1.pem",
        "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem",
        "https://sns.sa-east-1.amazonaws.com.evil.example/SimpleNotificationService-1.pem",
        "https://evil.example/SimpleNotificationService-1.pem",
        "https://evil.example/sns.sa-east-1.amazonaws.com/1.pem",
        "https://sns.sa-east-1.amazonaws.com@evil.example/1.pem",
        "https://user@sns.sa-east-1.amazonaws.com/1.pem",
        "https://sns.sa-east-1.amazonaws.com:8443/1.pem",
        "https://sns.sa-east-1.amazonaws.com/1.pem?x=y",
        "https://sns.sa-east-1.amazonaws.com/1.pem#x",
        "https://sns.sa-east-1.amazonaws.com/a/../1.pem",
        "https://sns.sa-east-1.amazonaws.com/1.der",
        "https://s3.sa-east-1.amazonaws.com/bucket/1.pem",
        "https://bucket.s3.amazonaws.com/1.pem",
        "file:///etc/passwd.pem",
        "https://sns.sa-east-1.amazonaws.com/%2e%2e/1.pem",
        "not an address"
      })
  void aCertificateFromElsewhereIsNotEvenFetched(String address) {
    Map<String, String> message = Sns.notification(name);
    message.put("SigningCertURL", address);

    assertProblem(sns(SNS.signed(message)), 403, "sns-certificate-address");
  }

  @Test
  void aCertificateOfSomebodyElseIsRefused() {
    certify("/other.pem", Sns.owned("www.example.com", Instant.now().plusSeconds(3600)));
  }

  @Test
  void aCertificateThatHasExpiredIsRefused() {
    certify("/old.pem", Sns.owned("sns.amazonaws.com", Instant.now().minusSeconds(3600)));
  }

  @Test
  void aCertificateThatIsNotValidYetIsRefused() {
    certify("/new.pem", Sns.owned("sns.amazonaws.com", Instant.now().plus(Duration.ofDays(500))));
  }

  private void certify(String path, Sns signer) {
    String address = "https://sns.sa-east-1.amazonaws.com" + path;
    IngestTestApplication.CERTIFICATES.put(URI.create(address), signer.certificate());
    Map<String, String> message = Sns.notification(name);
    message.put("SigningCertURL", address);

    assertProblem(sns(signer.signed(message)), 403, "sns-certificate-invalid");
  }

  @Test
  void whatCannotBeVerifiedNowIsAskedForAgain() {
    Map<String, String> message = Sns.notification(name);
    message.put("SigningCertURL", "https://sns.sa-east-1.amazonaws.com/unreachable.pem");

    Answer answer = sns(SNS.signed(message));

    assertProblem(answer, 503, "sns-certificate-unreachable");
    assertThat(answer.header("retry-after")).isEqualTo("5");
  }

  @Test
  void rawDeliveryIsRefusedWithClearWords() throws IOException {
    Answer answer =
        http()
            .post("/alarms/acme/cloudwatch")
            .json(example("cloudwatch-alarm.json"))
            .header("x-amz-sns-rawdelivery", "true")
            .send();

    assertProblem(answer, 403, "sns-raw-delivery");
    assertThat(answer.body()).contains("Raw message delivery takes away the signature");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "plain text"})
  void whatIsNoEnvelopeIsRefused(String body) {
    assertProblem(sns(body), 400, "alarm-malformed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Type", "MessageId", "TopicArn", "Message", "Timestamp"})
  void anEnvelopeThatLacksAFieldIsRefusedByItsName(String field) {
    Map<String, String> message = Sns.notification(name);
    message.put("Signature", "x");
    message.remove(field);

    Answer answer = sns(Sns.json(message));

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.body()).contains("\"pointer\":\"/" + field + "\"");
  }

  @Test
  void aSubscriptionOfAnExpectedTopicIsConfirmedByCall() {
    Answer answer = sns(SNS.signed(Sns.confirmation("SubscriptionConfirmation", Sns.TOPIC)));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(confirmer.confirmed)
        .containsExactly(Sns.TOPIC + " 2336412f37fb687f5d51e6e2425e929f52ec8ce8");
  }

  @Test
  void aSubscriptionOfAnotherTopicIsNotConfirmed() {
    Answer answer =
        sns(
            SNS.signed(
                Sns.confirmation(
                    "SubscriptionConfirmation", "arn:aws:sns:sa-east-1:123456789012:Other")));

    assertProblem(answer, 403, "sns-topic-unexpected");
    assertThat(confirmer.confirmed).isEmpty();
  }

  @Test
  void aConfirmationThatFailsIsAskedForAgainAndThenDone() {
    String confirmation = SNS.signed(Sns.confirmation("SubscriptionConfirmation", Sns.TOPIC));
    confirmer.refuses = true;
    assertProblem(sns(confirmation), 503, "sns-confirmation-failed");
    confirmer.refuses = false;

    assertThat(sns(confirmation).status()).isEqualTo(202);
    assertThat(confirmer.confirmed).hasSize(1);
  }

  @Test
  void anUnsubscriptionIsKeptAndNothingElse() {
    Answer answer = sns(SNS.signed(Sns.confirmation("UnsubscribeConfirmation", Sns.TOPIC)));

    assertThat(answer.body()).contains("\"state\":\"NOTICE\"");
    assertThat(confirmer.confirmed).isEmpty();
  }

  @Test
  void sendAlarmSignsWithTheKeyOfTheLocalInstallation() throws Exception {
    Path file = home.resolve(name + ".json");
    Files.writeString(file, example("cloudwatch-alarm.json"));
    var out = new java.io.ByteArrayOutputStream();
    SendAlarm command =
        new SendAlarm(new java.io.PrintStream(out, true), new java.io.PrintStream(out, true));
    List<String> to =
        List.of(
            "--home",
            home.toString(),
            "--url=http://127.0.0.1:" + port + "/alarms/plooral/cloudwatch");

    int fired =
        command.run(
            java.util.stream.Stream.concat(java.util.stream.Stream.of(file.toString()), to.stream())
                .toList());
    await().untilAsserted(() -> assertThat(gateway.startsOf(name)).hasSize(1));
    int cleared =
        command.run(
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of("--state", "OK", file.toString()), to.stream())
                .toList());

    assertThat(out.toString()).contains("202 {\"receipts\":[");
    assertThat(fired).isZero();
    assertThat(cleared).isZero();
    await().untilAsserted(() -> assertThat(gateway.signalsOf(name)).hasSize(1));
    Alarm alarm = opened().signal().alarm();
    assertThat(alarm.late()).isFalse();
    assertThat(alarm.startedAt()).isAfter(Instant.now().minusSeconds(60));
    assertThat(command.run(List.of())).isEqualTo(2);
    assertThat(command.run(List.of(home.resolve("none.json").toString()))).isEqualTo(1);
  }

  // what the tests are made of

  private RawHttp http() {
    return new RawHttp(port);
  }

  private RawHttp.Request post(String source, String body) {
    return http()
        .post("/alarms/acme/" + source)
        .json(body)
        .header("Authorization", "Bearer " + TOKEN);
  }

  private Answer generic(String body) {
    return post("generic", body).send();
  }

  private Answer alertmanager(String body) {
    return post("alertmanager", body).send();
  }

  private Answer sns(String body) {
    return http()
        .post("/alarms/acme/cloudwatch")
        .json(body)
        .header("Content-Type", "text/plain; charset=UTF-8")
        .header("x-amz-sns-message-type", "Notification")
        .send();
  }

  /** An example file under a name of this test's own. */
  private String example(String file) throws IOException {
    JsonNode json = JSON.readTree(Files.readString(EXAMPLES.resolve(file)));
    String alarm = json.path("AlarmName").asString("KubePodCrashLooping");
    return Files.readString(EXAMPLES.resolve(file))
        .replace(alarm, name)
        .replaceAll("\"fingerprint\": \"([0-9a-f]+)\"", "\"fingerprint\": \"$1" + name + "\"");
  }

  private IncidentGateway.Start opened() {
    await().untilAsserted(() -> assertThat(gateway.startsOf(name)).isNotEmpty());
    return gateway.startsOf(name).getFirst();
  }

  private List<String> rows() {
    return jdbc.sql(
            "select state || ' ' || status || ' ' || coalesce(reason, 'null') from inbox where name = ? order by id")
        .param(name)
        .query(String.class)
        .list();
  }

  private void assertNothingStored() {
    assertThat(rows()).isEmpty();
  }

  private static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(JSON.readTree(answer.body()).get("code").stringValue()).isEqualTo(code);
  }
}
