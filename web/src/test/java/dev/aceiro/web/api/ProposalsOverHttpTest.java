package dev.aceiro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.http.RawHttp.Answer;
import dev.aceiro.web.http.RawHttp.Request;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no capture could take is refused when it is proposed, and uses up nothing. */
class ProposalsOverHttpTest {
  private final ApiClient api = new ApiClient(RunningAceiro.shared().port());
  private String id = "";

  @BeforeEach
  void open() {
    id = api.drill("proposals", 1);
  }

  @Test
  void anUnknownTypeIsRefusedUnlessAPersonIsToldHow() {
    refused("ecs.restart-everything", "{}", "unknown-type", "ecs.restart-everything");
    assertThat(propose("ecs.restart-everything", "{\"instruction\":\"by hand\"}").status())
        .isEqualTo(200);
  }

  @Test
  void aParameterThatIsMissingForeignOrInvalidIsNamed() {
    refused("ecs.scale", service("", ""), "parameter-missing", "count");
    refused(
        "ecs.scale",
        service("\"count\":\"2\",", "\"colour\":\"red\","),
        "parameter-foreign",
        "colour");
    refused("ecs.scale", service("\"count\":\"two\",", ""), "parameter-invalid", "count");
  }

  @Test
  void aTargetOutsideTheEstateIsRefusedWithWhatIsKnown() {
    refused(
        "ecs.force-new-deployment",
        "{\"cluster\":\"plooral-cluster\",\"service\":\"somebody-elses\"}",
        "target-outside-estate",
        "plooral-api-service");
    Answer portuguese =
        request(
                "ecs.force-new-deployment",
                "{\"cluster\":\"plooral-cluster\",\"service\":\"somebody-elses\"}")
            .header("Accept-Language", "pt-BR")
            .send();
    assertThat(portuguese.body()).contains("somebody-elses", "não está");
  }

  @Test
  void aTargetInAnotherEnvironmentIsRefused() {
    declare("hml");
    Answer answer = restart(UUID.randomUUID().toString(), "fastapi");
    assertThat(answer.status()).as(answer.body()).isEqualTo(409);
    assertThat(answer.body()).contains("\"code\":\"target-in-other-environment\"", "prod", "hml");
  }

  @Test
  void aRepeatGetsTheFirstAnswerThoughNobodyCouldProposeThatAnyMore() {
    declare("prod");
    String key = UUID.randomUUID().toString();
    Answer first = restart(key, "fastapi");
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    triagedAs("hml");
    assertThat(restart(UUID.randomUUID().toString(), "fastapi").status()).isEqualTo(409);

    Answer again = restart(key, "fastapi");
    assertThat(again.status()).as(again.body()).isEqualTo(200);
    assertThat(api.json(again).path("revision")).isEqualTo(api.json(first).path("revision"));
    assertThat(restart(key, "another").status()).isEqualTo(422);
  }

  @Test
  void whatTurnsOutToBeInAnotherEnvironmentIsNotApproved() {
    declare("prod");
    assertThat(restart(UUID.randomUUID().toString(), "fastapi").status()).isEqualTo(200);
    triagedAs("hml");

    Answer answer = decide("approve-action", "{\"action\":\"A1\",\"digest\":\"any\"}");

    assertThat(answer.status()).as(answer.body()).isEqualTo(409);
    assertThat(answer.body()).contains("\"code\":\"target-in-other-environment\"", "prod", "hml");
  }

  private void triagedAs(String environment) {
    Answer triaged =
        decide(
            "triage",
            "{\"severity\":\"P2\",\"environment\":\"%s\",\"services\":[\"api\"],\"impactStartedAt\":\"2026-01-01T00:00:00Z\"}"
                .formatted(environment));
    assertThat(triaged.status()).as(triaged.body()).isEqualTo(200);
    api.incident(id, api.json(triaged).path("revision").asLong());
  }

  private Answer decide(String decision, String body) {
    return api.http()
        .post("/api/v1/incidents/" + id + "/decisions/" + decision)
        .json(body)
        .header("Aceiro-Person", "challenge-02/on-call")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .send();
  }

  private Answer restart(String key, String deployment) {
    return request(
            "k8s.restart",
            "{\"cluster\":\"challenge-02\",\"namespace\":\"api\",\"deployment\":\"%s\"}"
                .formatted(deployment),
            "challenge-02/on-call",
            key)
        .send();
  }

  private void declare(String environment) {
    Answer declared =
        api.http()
            .post("/api/v1/incidents")
            .json(
                """
                {"profile":"challenge-02","title":"x","severity":"P2","environment":"%s",
                 "drill":true}\
                """
                    .formatted(environment))
            .header("Aceiro-Person", "challenge-02/on-call")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .send();
    assertThat(declared.status()).as(declared.body()).isEqualTo(201);
    id = api.json(declared).path("id").asString();
    api.incident(id, 1);
  }

  @Test
  void whatIsRefusedIsNoActionOfTheIncident() {
    for (int i = 0; i < 51; i++) {
      assertThat(propose("nothing.such", "{}").status()).isEqualTo(409);
    }
    assertThat(propose("ecs.scale", service("\"count\":\"2\",", "")).status()).isEqualTo(200);
    assertThat(api.get("/api/v1/incidents/" + id).path("actions")).hasSizeLessThan(2);
  }

  @Test
  void theCatalogueSaysWhichParameterNamesWhat() {
    assertThat(api.get("/api/v1/actions").toString())
        .contains("\"x-estate\":\"ecs-service.service\"", "\"x-estate\":\"sqs-queue.name\"");
  }

  private void refused(String type, String parameters, String code, String names) {
    Answer answer = propose(type, parameters);
    assertThat(answer.status()).as(answer.body()).isEqualTo(409);
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"", names);
  }

  private Answer propose(String type, String parameters) {
    return request(type, parameters).send();
  }

  private Request request(String type, String parameters) {
    return request(type, parameters, ApiClient.ON_CALL, UUID.randomUUID().toString());
  }

  private Request request(String type, String parameters, String person, String key) {
    return api.http()
        .post("/api/v1/incidents/" + id + "/decisions/propose-action")
        .json("{\"type\":\"%s\",\"parameters\":%s,\"reason\":\"why\"}".formatted(type, parameters))
        .header("Aceiro-Person", person)
        .header("Idempotency-Key", key);
  }

  private static String service(String count, String more) {
    return "{"
        + count
        + more
        + "\"cluster\":\"plooral-cluster\",\"service\":\"plooral-api-service\"}";
  }
}
