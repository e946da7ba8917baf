package dev.aceiro.web.api;

import dev.aceiro.web.http.RawHttp;
import dev.aceiro.web.http.RawHttp.Answer;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that uses the API as documented. */
final class ApiClient {
  static final String ON_CALL = "plooral/on-call";
  static final String LEAD = "plooral/platform-lead";
  static final String MANAGER = "plooral/engineering-manager";

  private final RawHttp http;
  private final JsonMapper json = JsonMapper.shared();

  ApiClient(int port) {
    http = new RawHttp(port);
  }

  RawHttp http() {
    return http;
  }

  JsonNode get(String path) {
    return json(http.get(path).send());
  }

  JsonNode get(String path, String person) {
    return json(http.get(path).header("Aceiro-Person", person).send());
  }

  JsonNode incident(String id, long revision) {
    return get("/api/v1/incidents/" + id + "?revision=" + revision);
  }

  /** Opens a drill and answers its id. */
  String drill(String title, int speed) {
    Answer answer =
        declare(
            """
            {"title":"%s","severity":"P0","scenario":"api-errors","environment":"prod",
             "services":["plooral-api"],"drill":true,"speed":%d}"""
                .formatted(title, speed),
            UUID.randomUUID().toString());
    if (answer.status() != 201) {
      throw new IllegalStateException(answer.toString());
    }
    return json(answer).path("id").asString();
  }

  Answer declare(String body, String key) {
    var request = http.post("/api/v1/incidents").json(body);
    return key == null ? request.send() : request.header("Idempotency-Key", key).send();
  }

  Answer decide(String incident, String decision, String body) {
    return decide(incident, decision, body, ON_CALL, UUID.randomUUID().toString());
  }

  Answer decide(String incident, String decision, String body, String person, String key) {
    return http.post("/api/v1/incidents/" + incident + "/decisions/" + decision)
        .json(body)
        .header("Aceiro-Person", person)
        .header("Idempotency-Key", key)
        .send();
  }

  JsonNode json(Answer answer) {
    return json.readTree(answer.body());
  }
}
