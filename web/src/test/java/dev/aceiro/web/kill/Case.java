package dev.aceiro.web.kill;

import dev.aceiro.web.aws.MotoServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One incident, led by hand through a test. Nothing is tried twice here but what a test repeats.
 */
final class Case implements AutoCloseable {
  static final String RESPONDER = KillProfile.ID + "/on-call";
  static final String LEAD = KillProfile.ID + "/platform-lead";
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** An answer as it came. */
  record Answer(int status, JsonNode body, Map<String, List<String>> headers, Duration took) {}

  private final Installation installation;
  private final String name;
  private final JsonMapper json = JsonMapper.shared();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private int alarms;
  private int keys;
  private String incident = "";

  Case(Installation installation, String name) {
    this.installation = installation;
    this.name = name;
  }

  /** The ECS service this case acts on; made the first time. */
  String service() {
    return name;
  }

  String id() {
    return incident;
  }

  /** Raises an alarm that opens the incident, and waits until it is there. */
  Case open() {
    installation.moto.createServices(List.of(name));
    Answer answer = alarm("FIRING");
    if (answer.status() != 202) {
      throw new IllegalStateException("not stored: " + answer);
    }
    find();
    return this;
  }

  /** Waits until the first alarm is in an incident that is on record. */
  Case find() {
    Awaitility.await("alarm " + name + "-1 is in an incident")
        .atMost(PATIENCE)
        .until(
            () -> {
              installation.record.incidentOf(name + "-1").ifPresent(id -> incident = id);
              return !incident.isEmpty() && view().revision() >= 0 && !view().stage().isEmpty();
            });
    return this;
  }

  /** Sends an alarm of this case's key once. */
  Answer alarm(String state) {
    Map<String, Object> alarm = new LinkedHashMap<>();
    alarm.put("id", name + "-" + ++alarms);
    alarm.put("name", "PlooralAPIHighErrorRate");
    alarm.put("state", state);
    alarm.put("key", name);
    alarm.put("summary", name + " " + state);
    return send(
        HttpRequest.newBuilder(
                installation.application.uri().resolve("alarms/" + KillProfile.ID + "/generic"))
            .header("Authorization", "Bearer local")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(alarm))));
  }

  /** Says a decision once, under a key of its own. */
  Answer decide(String decision, String person, Map<String, Object> body) {
    return decide(decision, person, name + "-" + ++keys, body);
  }

  /** Says a decision once. */
  Answer decide(String decision, String person, String key, Map<String, Object> body) {
    return send(
        HttpRequest.newBuilder(
                installation
                    .application
                    .uri()
                    .resolve("api/v1/incidents/" + incident + "/decisions/" + decision))
            .header("Idempotency-Key", key)
            .header("Aceiro-Person", person)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body))));
  }

  /** Says a decision that must be taken. */
  Case must(String decision, String person, Map<String, Object> body) {
    Answer answer = decide(decision, person, body);
    if (answer.status() != 200) {
      throw new IllegalStateException(decision + ": " + answer);
    }
    long revision = answer.body().path("revision").asLong();
    await(decision + " is on record", view -> view.revision() >= revision);
    return this;
  }

  /** Up to containment: acknowledged and triaged. */
  Case contain() {
    must("acknowledge", RESPONDER, Map.of());
    must("triage", RESPONDER, Map.of("severity", "P0", "scenario", "api-errors"));
    return this;
  }

  /** A containment action proposed and captured. */
  Case propose() {
    must(
        "propose-action",
        RESPONDER,
        Map.of(
            "type",
            "ecs.force-new-deployment",
            "parameters",
            Map.of("cluster", MotoServer.CLUSTER, "service", name),
            "reason",
            "restart"));
    return this;
  }

  /** The approval of what was captured. */
  Answer approve() {
    JsonNode action = awaitAction("WAITING");
    return decide(
        "approve-action",
        LEAD,
        Map.of(
            "action", action.path("id").asString(),
            "digest", action.path("capture").path("digest").asString()));
  }

  /** The action, once it stands so. */
  JsonNode awaitAction(String... states) {
    await(
        "the action is " + List.of(states),
        view -> view.action(name).filter(a -> List.of(states).contains(state(a))).isPresent());
    return view().action(name).orElseThrow();
  }

  private static String state(JsonNode action) {
    return action.path("state").asString("");
  }

  /** Waits until the incident is seen so. */
  void await(String what, Predicate<View> so) {
    Awaitility.await(name + ": " + what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(150))
        .ignoreExceptions()
        .until(() -> so.test(view()));
  }

  /** Waits until the timeline on record has an entry. */
  RecordReader.Entry awaitEntry(String code, String holding) {
    return Awaitility.await(name + ": " + code + " " + holding)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(150))
        .ignoreExceptions()
        .until(
            () ->
                installation.record.timeline(incident).stream()
                    .filter(e -> e.code().startsWith(code) && e.params().contains(holding))
                    .findFirst()
                    .orElse(null),
            found -> found != null);
  }

  /** How often the timeline on record has such an entry. */
  long entries(String code, String holding) {
    return installation.record.timeline(incident).stream()
        .filter(e -> e.code().equals(code) && e.params().contains(holding))
        .count();
  }

  /** The incident as the API shows it. */
  View view() {
    Answer answer =
        send(
            HttpRequest.newBuilder(
                    installation.application.uri().resolve("api/v1/incidents/" + incident))
                .header("Aceiro-Person", LEAD)
                .GET());
    return new View(answer.body());
  }

  private Answer send(HttpRequest.Builder request) {
    long begun = System.nanoTime();
    try {
      HttpResponse<String> response =
          http.send(
              request.timeout(Duration.ofSeconds(20)).build(),
              HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          json.readTree(response.body().isBlank() ? "{}" : response.body()),
          response.headers().map(),
          Duration.ofNanos(System.nanoTime() - begun));
    } catch (IOException e) {
      return new Answer(
          0, json.readTree("{}"), Map.of(), Duration.ofNanos(System.nanoTime() - begun));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
