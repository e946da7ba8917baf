package dev.aceiro.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.http.RawHttp.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The playbooks of the documents, walked through as drills from the declaration to the last undo:
 * the P0 and P1 plans of 002, eight scenarios of 004 and the three of 000. Every step that this
 * program can execute is executed up to its call, which is on the ledger; the rest is put to a
 * person in the playbook's words. One entry stays in force beyond the resolution: the API says so,
 * and that it keeps the incident open.
 */
class PlaybookWalksTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Profile, scenario, service, environment. */
  private static final List<Walk> WALKS =
      List.of(
          new Walk("plooral", "complete-outage", "plooral-api", "prod"),
          new Walk("plooral", "degraded-service", "plooral-worker", "prod"),
          new Walk("etp-express", "database-down", "postgres", "production"),
          new Walk("etp-express", "api-timeout", "backend", "production"),
          new Walk("etp-express", "memory-leak", "backend", "production"),
          new Walk("etp-express", "frontend-down", "frontend", "production"),
          new Walk("etp-express", "authentication-broken", "backend", "production"),
          new Walk("etp-express", "data-corruption", "postgres", "production"),
          new Walk("etp-express", "deploy-failed", "backend", "production"),
          new Walk("etp-express", "security-breach", "backend", "production"),
          new Walk("challenge-02", "app-error", "api", "prod"),
          new Walk("challenge-02", "database-down", "database", "prod"),
          new Walk("challenge-02", "security-breach", "api", "prod"));

  /** What a person must choose where none of several parameters is required. */
  private static final Map<String, String> CHOSEN = Map.of("lambda.tune-trigger", "batchSize");

  private static final ExecutorService WALKERS = Executors.newFixedThreadPool(4);
  private static ApiClient api;

  private record Walk(String profile, String scenario, String service, String environment) {}

  @BeforeAll
  static void start() {
    api = new ApiClient(RunningAceiro.shared().port());
  }

  @AfterAll
  static void end() {
    WALKERS.shutdownNow();
  }

  @TestFactory
  Stream<DynamicTest> everyPlaybookCanBeWalkedToItsEnd() {
    Map<String, JsonNode> types = types();
    Map<Walk, Future<?>> walked = new LinkedHashMap<>();
    for (Walk walk : WALKS) {
      walked.put(walk, WALKERS.submit(() -> new Walker(walk, types).walk()));
    }
    return walked.entrySet().stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.getKey().profile() + ", " + one.getKey().scenario(),
                    () -> one.getValue().get(4, TimeUnit.MINUTES)));
  }

  /** The types this program can execute, with the schemas of their parameters. */
  private static Map<String, JsonNode> types() {
    Map<String, JsonNode> types = new LinkedHashMap<>();
    api.get("/api/v1/actions")
        .path("actions")
        .forEach(kind -> types.put(kind.path("type").asString(), kind));
    assertThat(types).containsKeys("ecs.scale", "railway.rollback", "k8s.isolate-namespace");
    return types;
  }

  /** One playbook's walk. */
  private static final class Walker {
    private final Walk walk;
    private final Map<String, JsonNode> types;
    private final List<String> people = new ArrayList<>();
    private String id = "";

    Walker(Walk walk, Map<String, JsonNode> types) {
      this.walk = walk;
      this.types = types;
    }

    void walk() {
      JsonNode profile = api.get("/api/v1/profiles/" + walk.profile());
      profile
          .path("profile")
          .path("roles")
          .forEach(role -> people.add(walk.profile() + "/" + role.path("id").asString()));
      declare();
      ok(say("acknowledge", Map.of()));
      ok(
          say(
              "triage",
              Map.of(
                  "scenario", walk.scenario(),
                  "environment", walk.environment(),
                  "services", List.of(walk.service()),
                  "zones", List.of("sa-east-1a"),
                  "namespaces", List.of("api"),
                  "impactStartedAt", Instant.now().toString())));
      JsonNode steps = read().path("suggestions");
      assertThat(steps).as("steps of " + walk).isNotEmpty();
      List<String> actions = new ArrayList<>();
      for (JsonNode step : steps) {
        actions.add(carriedOut(step));
      }
      List<String> left = leftInPlace(actions);
      undone(actions.stream().filter(action -> !left.contains(action)).toList());
      recovered();
      assertThat(inPlace()).isEqualTo(left);
      assertThat(open().contains("LEDGER")).isEqualTo(!left.isEmpty());
      undone(left);
      assertThat(inPlace()).isEmpty();
      assertThat(open()).contains("OBSERVATION").doesNotContain("LEDGER", "DIFFERENCES", "SURVEY");
    }

    /** The first that is in force stays until the incident is resolved. */
    private List<String> leftInPlace(List<String> actions) {
      assertThat(inPlace()).as("before the resolution").isEmpty();
      assertThat(open()).isEmpty();
      return actions.stream().filter(action -> state(action).equals("APPLIED")).limit(1).toList();
    }

    /** What the API says is in force after the resolution. */
    private List<String> inPlace() {
      List<String> left = new ArrayList<>();
      for (JsonNode action : read().path("actions")) {
        if (action.path("leftInPlace").asBoolean()) {
          left.add(action.path("id").asString());
        }
      }
      return left;
    }

    /** Why it does not close yet. */
    private List<String> open() {
      List<String> open = new ArrayList<>();
      read().path("keepsOpen").forEach(reason -> open.add(reason.asString()));
      return open;
    }

    private void declare() {
      Answer declared =
          api.http()
              .post("/api/v1/incidents")
              .json(
                  write(
                      Map.of(
                          "profile", walk.profile(),
                          "title", "walk through " + walk.scenario(),
                          "scenario", walk.scenario(),
                          "environment", walk.environment(),
                          "services", List.of(walk.service()),
                          "drill", true)))
              .header("Aceiro-Person", people.getFirst())
              .header("Idempotency-Key", UUID.randomUUID().toString())
              .send();
      assertThat(declared.status()).as(declared.body()).isEqualTo(201);
      id = api.json(declared).path("id").asString();
    }

    /** Proposes a step, gets its approvals and sees it done. */
    private String carriedOut(JsonNode step) {
      String type = step.path("type").asString();
      SortedMap<String, String> parameters = parameters(step);
      int before = read().path("actions").size();
      ok(
          say(
              "propose-action",
              Map.of("type", type, "parameters", parameters, "reason", "the playbook says so")));
      String action = "A" + (before + 1);
      await().atMost(SOON).untilAsserted(() -> assertThat(state(action)).isNotIn("", "CAPTURING"));
      JsonNode captured = action(action);
      assertThat(captured.path("state").asString()).as(captured.toString()).isNotEqualTo("FAILED");
      assertThat(captured.path("capture").path("target").asString()).isNotBlank();
      assertThat(captured.path("capture").path("facts").path("call").asString())
          .as("the exact call of " + type)
          .isNotBlank();
      approved(action);
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(state(action)).isNotIn("WAITING", "APPLYING"));
      if (state(action).equals("WITH_PERSON")) {
        assertThat(types.containsKey(type) && !type.equals("manual")).as(type).isFalse();
        ok(
            say(
                "report-manual-action",
                Map.of("action", action, "outcome", "done", "text", "done by hand")));
      }
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(state(action)).isIn("APPLIED", "NOTHING_TO_UNDO", "ALREADY"));
      return action;
    }

    /**
     * What the playbook, the estate and the alarms say, and for the rest what a person would type:
     * the documented example.
     */
    private SortedMap<String, String> parameters(JsonNode step) {
      SortedMap<String, String> parameters = new TreeMap<>();
      for (JsonNode one : step.path("suggested")) {
        if (!one.path("from").asString().equals("ASKED")) {
          parameters.put(one.path("parameter").asString(), one.path("value").asString());
        }
      }
      String type = step.path("type").asString();
      JsonNode kind = types.get(type);
      if (kind == null) {
        return parameters;
      }
      JsonNode schema = kind.path("parameters");
      if (!type.equals("manual")) {
        parameters.remove("instruction");
      }
      List<String> needed = new ArrayList<>();
      schema.path("required").forEach(name -> needed.add(name.asString()));
      if (CHOSEN.containsKey(type)) {
        needed.add(CHOSEN.get(type));
      }
      for (String name : needed) {
        JsonNode example = schema.path("properties").path(name).path("examples").path(0);
        parameters.putIfAbsent(name, example.asString());
      }
      return parameters;
    }

    /** One after the other says yes until enough have, each once. */
    private void approved(String action) {
      String digest = action(action).path("capture").path("digest").asString();
      for (String person : people.reversed()) {
        if (!state(action).equals("WAITING")) {
          return;
        }
        Answer answer = say("approve-action", Map.of("action", action, "digest", digest), person);
        assertThat(answer.status()).as(answer.body()).isIn(200, 409);
      }
      assertThat(state(action))
          .as("nobody is left to approve " + action(action))
          .isNotEqualTo("WAITING");
    }

    /** The last first. */
    private void undone(List<String> actions) {
      for (String action : actions.reversed()) {
        if (state(action).equals("APPLIED")) {
          lifted(action);
          ok(say("undo-action", Map.of("action", action, "reason", "the drill is over")));
          await()
              .atMost(SOON)
              .untilAsserted(() -> assertThat(state(action)).isIn("UNDONE", "UNDO_WITH_PERSON"));
          if (state(action).equals("UNDO_WITH_PERSON")) {
            ok(
                say(
                    "report-manual-action",
                    Map.of("action", action, "outcome", "done", "text", "undone by hand")));
          }
        }
        await()
            .atMost(SOON)
            .untilAsserted(() -> assertThat(action(action).path("settled").asBoolean()).isTrue());
      }
    }

    /** What keeps it from being undone goes once each who may lift it has said so. */
    private void lifted(String action) {
      JsonNode hold = action(action).path("held").path("params").path("hold");
      if (hold.isMissingNode()) {
        return;
      }
      for (JsonNode standing : read().path("holds")) {
        if (standing.path("hold").equals(hold)) {
          for (JsonNode role : standing.path("liftedBy")) {
            ok(
                say(
                    "lift-hold",
                    Map.of("hold", hold.asString(), "reason", "a drill"),
                    walk.profile() + "/" + role.asString()));
          }
        }
      }
    }

    private void recovered() {
      ok(say("mark-contained", Map.of("summary", "contained")));
      for (JsonNode check : read().path("checks")) {
        boolean list = check.path("kind").asString().equals("checklist");
        String one = check.path("id").asString();
        await().atMost(SOON).until(() -> !check(one).equals("RUNNING"));
        if (!check(one).equals("PASSED")) {
          ok(
              list
                  ? say("answer-check", Map.of("check", one, "outcome", "passed"))
                  : say(
                      "override-check",
                      Map.of("check", one, "reason", "a drill"),
                      whoMay("override-check")));
        }
      }
      ok(say("declare-recovered", Map.of("summary", "recovered"), whoMay("declare-recovered")));
      assertThat(read().path("stage").asString()).isEqualTo("POST_MORTEM");
      assertThat(read().path("targets").path("baseline")).as("a drill reads no target").isEmpty();
    }

    /** The first who is offered that decision. */
    private String whoMay(String decision) {
      return people.stream()
          .filter(person -> offered(decision, person))
          .findFirst()
          .orElseThrow(() -> new AssertionError("nobody may " + decision));
    }

    private boolean offered(String decision, String person) {
      for (JsonNode offer : api.get("/api/v1/incidents/" + id, person).path("decisions")) {
        if (offer.path("id").asString().equals(decision)) {
          return offer.path("allowed").asBoolean();
        }
      }
      return false;
    }

    private JsonNode read() {
      return api.get("/api/v1/incidents/" + id);
    }

    private JsonNode action(String action) {
      for (JsonNode one : read().path("actions")) {
        if (one.path("id").asString().equals(action)) {
          return one;
        }
      }
      return JsonMapper.shared().missingNode();
    }

    private String check(String check) {
      for (JsonNode one : read().path("checks")) {
        if (one.path("id").asString().equals(check)) {
          return one.path("state").asString();
        }
      }
      throw new AssertionError("no check " + check);
    }

    private String state(String action) {
      return action(action).path("state").asString("");
    }

    private Answer say(String decision, Map<String, ?> body) {
      return say(decision, body, people.getFirst());
    }

    private Answer say(String decision, Map<String, ?> body, String person) {
      return api.decide(id, decision, write(body), person, UUID.randomUUID().toString());
    }

    private static String write(Map<String, ?> body) {
      return JsonMapper.shared().writeValueAsString(body);
    }

    private static void ok(Answer answer) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
  }
}
