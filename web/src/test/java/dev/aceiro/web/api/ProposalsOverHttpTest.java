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
    Answer declared =
        api.http()
            .post("/api/v1/incidents")
            .json(
                """
                {"profile":"challenge-02","title":"hml","severity":"P2","environment":"hml",
                 "drill":true}\
                """)
            .header("Aceiro-Person", "challenge-02/on-call")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .send();
    assertThat(declared.status()).as(declared.body()).isEqualTo(201);
    id = api.json(declared).path("id").asString();
    api.incident(id, 1);
    Answer answer =
        request(
                "k8s.restart",
                "{\"cluster\":\"challenge-02\",\"namespace\":\"api\",\"deployment\":\"fastapi\"}")
            .send();
    assertThat(answer.status()).as(answer.body()).isEqualTo(409);
    assertThat(answer.body()).contains("\"code\":\"target-in-other-environment\"", "prod", "hml");
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
    return api.http()
        .post("/api/v1/incidents/" + id + "/decisions/propose-action")
        .json("{\"type\":\"%s\",\"parameters\":%s,\"reason\":\"why\"}".formatted(type, parameters))
        .header("Aceiro-Person", ApiClient.ON_CALL)
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  private static String service(String count, String more) {
    return "{"
        + count
        + more
        + "\"cluster\":\"plooral-cluster\",\"service\":\"plooral-api-service\"}";
  }
}
