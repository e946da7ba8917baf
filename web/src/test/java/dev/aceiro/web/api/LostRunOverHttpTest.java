package dev.aceiro.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.security.InstallationProperties;
import dev.aceiro.workflows.incident.IncidentWorkflow;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LostRunOverHttpTest {
  private static ApiClient api;

  @BeforeAll
  static void start() {
    api = new ApiClient(RunningAceiro.shared().port());
  }

  @Test
  void anIncidentWhoseRunWasTerminatedTakesDecisionsAgain() {
    String id = api.drill("its run is terminated", 1);
    assertThat(api.decide(id, "acknowledge", "{}").status()).isEqualTo(200);
    RunningAceiro.shared()
        .bean(WorkflowClient.class)
        .newUntypedWorkflowStub(
            IncidentWorkflow.workflowId(
                RunningAceiro.shared().bean(InstallationProperties.class).installation(), id))
        .terminate("by hand");

    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                api.decide(id, "note", "{\"text\":\"on\"}", ApiClient.ON_CALL, "note-1").status()
                    == 200);

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(codes(id))
                    .filteredOn(code -> code.equals("RESUMED") || code.equals("NOTE"))
                    .containsExactlyInAnyOrder("RESUMED", "NOTE"));
    assertThat(api.get("/api/v1/incidents/" + id).path("acknowledgedBy").asString())
        .isEqualTo(ApiClient.ON_CALL);
  }

  private static List<String> codes(String id) {
    JsonNode timeline = api.get("/api/v1/incidents/" + id + "/timeline");
    List<String> codes = new ArrayList<>();
    timeline.path("entries").forEach(entry -> codes.add(entry.path("code").asString()));
    return codes;
  }
}
