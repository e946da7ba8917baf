package dev.aceiro.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.http.RawHttp.Answer;
import dev.aceiro.web.http.RawHttp.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The switch that stops all containment, through the API, on a real engine and PostgreSQL. */
class KillSwitchOverHttpTest {
  private static final String STRANGER = "etp-express/incident-commander";

  private final ApiClient api = new ApiClient(RunningAceiro.shared().port());
  private final JdbcClient jdbc = JdbcClient.create(RunningAceiro.shared().bean(DataSource.class));

  /** What others see on the same installation is as it was. */
  @AfterEach
  void nothingIsStopped() {
    for (JsonNode stop : stops()) {
      String scope = stop.path("scope").asString();
      String lead = scope.equals("etp-express") ? STRANGER : ApiClient.LEAD;
      say("release", scope, "over", lead);
    }
    assertThat(stops()).isEmpty();
  }

  @Test
  void whoeverRespondsStopsItAndALeadLetsItGoOn() {
    Answer pulled = say("pull", "plooral", "wrong account", ApiClient.ON_CALL);
    assertThat(pulled.status()).as(pulled.body()).isEqualTo(200);
    JsonNode stop = only(api.json(pulled).path("stops"));
    assertThat(stop.path("scope").asString()).isEqualTo("plooral");
    assertThat(stop.path("by").asString()).isEqualTo(ApiClient.ON_CALL);
    assertThat(stop.path("reason").asString()).isEqualTo("wrong account");
    assertThat(stop.path("since").asString()).endsWith("Z");

    Answer refused = say("release", "plooral", "over", ApiClient.ON_CALL);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("lead-releases", ApiClient.ON_CALL);
    assertThat(say("release", "plooral", "over", STRANGER).status()).isEqualTo(403);
    assertThat(stops()).hasSize(1);

    Answer released = say("release", "plooral", "checked", ApiClient.LEAD);
    assertThat(released.status()).as(released.body()).isEqualTo(200);
    assertThat(api.json(released).path("stops")).isEmpty();
  }

  @Test
  void theSwitchOfAProfileThatIsGoneIsListedAndReleasedByWhoeverReleasesAGlobalOne() {
    jdbc.sql("insert into kill_switch (scope, by, reason) values ('left-us', 'ana', 'why')")
        .update();
    say("pull", "plooral", "why", ApiClient.ON_CALL);
    assertThat(stops().toString())
        .contains("\"scope\":\"left-us\"", "\"profileGone\":true", "\"profileGone\":false");
    assertThat(say("pull", "left-us", "why", ApiClient.LEAD).status()).isEqualTo(404);
    Answer refused = say("release", "left-us", "over", ApiClient.ON_CALL);
    assertThat(refused.status()).as(refused.body()).isEqualTo(403);

    Answer released = say("release", "left-us", "over", STRANGER);
    assertThat(released.status()).as(released.body()).isEqualTo(200);
    assertThat(released.body()).doesNotContain("left-us");
    assertThat(say("release", "left-us", "over", STRANGER).status()).isEqualTo(404);
  }

  @Test
  void sayingItTwiceChangesNothing() {
    String id = api.drill("twice", 1);
    say("pull", "plooral", "first", ApiClient.ON_CALL);
    Answer again = say("pull", "plooral", "second", ApiClient.LEAD);
    assertThat(only(api.json(again).path("stops")).path("reason").asString()).isEqualTo("first");
    say("release", "plooral", "over", ApiClient.LEAD);
    assertThat(say("release", "plooral", "over", ApiClient.LEAD).status()).isEqualTo(200);

    await().until(() -> codes(id).contains("CONTAINMENT_RELEASED"));
    assertThat(codes(id)).containsOnlyOnce("CONTAINMENT_STOPPED", "CONTAINMENT_RELEASED");
  }

  @Test
  void everyOpenIncidentSaysSoAndOneThatOpensMeanwhileToo() {
    String before = api.drill("before", 1);
    say("pull", "*", "wrong account", ApiClient.ON_CALL);
    await().until(() -> codes(before).contains("CONTAINMENT_STOPPED"));
    String during = api.drill("during", 1);
    await().until(() -> codes(during).contains("CONTAINMENT_STOPPED"));
    JsonNode entry = entry(during, "CONTAINMENT_STOPPED");
    assertThat(entry.path("by").asString()).isEqualTo(ApiClient.ON_CALL);
    assertThat(entry.path("params").path("reason").asString()).isEqualTo("wrong account");

    say("release", "*", "checked", ApiClient.LEAD);
    await().until(() -> codes(before).contains("CONTAINMENT_RELEASED"));
    await().until(() -> codes(during).contains("CONTAINMENT_RELEASED"));
    String after = api.drill("after", 1);
    api.decide(after, "note", "{\"text\":\"here\"}");
    await().until(() -> codes(after).contains("NOTE"));
    assertThat(codes(after)).doesNotContain("CONTAINMENT_STOPPED", "CONTAINMENT_RELEASED");
  }

  @Test
  void anIncidentThatForgotWhatItHeardIsToldAgainAndNotesItOnce() {
    String id = api.drill("forgets", 1);
    say("pull", "*", "wrong account", ApiClient.ON_CALL);
    await().until(() -> codes(id).contains("CONTAINMENT_STOPPED"));
    api.http()
        .post("/api/v1/incidents/" + id + "/resumption")
        .json("{\"reason\":\"stuck\"}")
        .header("Aceiro-Person", ApiClient.LEAD)
        .send();

    await()
        .until(
            () ->
                jdbc.sql("select max(generation) from kill_switch_told where incident = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single()
                    == 2);
    api.decide(id, "note", "{\"text\":\"here\"}");
    await().until(() -> codes(id).contains("NOTE"));
    assertThat(codes(id)).containsOnlyOnce("CONTAINMENT_STOPPED");
  }

  @Test
  void statusAndStreamSaySo() {
    List<String> lines = new CopyOnWriteArrayList<>();
    try (EventReader reader =
        new EventReader(RunningAceiro.shared().port(), "/api/v1/stream", lines)) {
      await().until(() -> String.join("", lines).contains("event:open"));
      say("pull", "*", "wrong account", ApiClient.ON_CALL);
      await().until(() -> String.join("", lines).contains("event:kill-switch"));
    }
    JsonNode status = api.get("/api/v1/status");
    assertThat(only(status.path("stops")).path("reason").asString()).isEqualTo("wrong account");
    assertThat(status.path("state").asString()).isEqualTo("DEGRADED");
    assertThat(status.path("parts").toString()).contains("kill-switch.pulled");
  }

  @Test
  void whatIsNotSaidRightIsRefusedInTheLanguageOfWhoeverSaysIt() {
    Answer silent = say("pull", "*", " ", ApiClient.ON_CALL);
    assertThat(silent.status()).isEqualTo(400);
    assertThat(silent.body()).contains("\"/reason\"");
    Answer nowhere = say("pull", "nobody", "why", ApiClient.ON_CALL);
    assertThat(nowhere.status()).isEqualTo(404);
    assertThat(nowhere.body()).contains("no-such-profile");
    say("pull", "plooral", "why", ApiClient.ON_CALL);
    Answer refused =
        order("release", "plooral", "why", ApiClient.ON_CALL)
            .header("Accept-Language", "pt-BR")
            .send();
    assertThat(refused.body()).contains("Somente um líder libera");
  }

  @Test
  void nothingIsApprovedWhileItIsPulled() {
    String id = api.drill("approving", 1);
    api.decide(id, "acknowledge", "{}");
    api.decide(
        id,
        "propose-action",
        "{\"type\":\"manual\",\"parameters\":{\"instruction\":\"Call the provider\"},"
            + "\"reason\":\"why\"}");
    await().until(() -> codes(id).contains("ACTION_CAPTURED"));
    String digest =
        api.get("/api/v1/incidents/" + id)
            .path("actions")
            .get(0)
            .path("capture")
            .path("digest")
            .asString();
    say("pull", "*", "wrong account", ApiClient.ON_CALL);
    await().until(() -> codes(id).contains("CONTAINMENT_STOPPED"));

    String approval = "{\"action\":\"A1\",\"digest\":\"" + digest + "\"}";
    Answer refused = api.decide(id, "approve-action", approval);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("containment-stopped", "wrong account");

    say("release", "*", "checked", ApiClient.LEAD);
    await().until(() -> codes(id).contains("CONTAINMENT_RELEASED"));
    assertThat(api.decide(id, "approve-action", approval).status()).isEqualTo(200);
  }

  private Answer say(String what, String scope, String reason, String person) {
    return order(what, scope, reason, person).send();
  }

  private Request order(String what, String scope, String reason, String person) {
    return api.http()
        .post("/api/v1/kill-switch/" + what)
        .json("{\"scope\":\"%s\",\"reason\":\"%s\"}".formatted(scope, reason))
        .header("Aceiro-Person", person);
  }

  private JsonNode stops() {
    return api.get("/api/v1/kill-switch").path("stops");
  }

  private static JsonNode only(JsonNode list) {
    assertThat(list).hasSize(1);
    return list.get(0);
  }

  private List<String> codes(String id) {
    List<String> codes = new ArrayList<>();
    entries(id).forEach(entry -> codes.add(entry.path("code").asString()));
    return codes;
  }

  private JsonNode entry(String id, String code) {
    for (JsonNode entry : entries(id)) {
      if (entry.path("code").asString().equals(code)) {
        return entry;
      }
    }
    throw new AssertionError("no " + code);
  }

  private JsonNode entries(String id) {
    return api.get("/api/v1/incidents/" + id + "/timeline").path("entries");
  }
}
