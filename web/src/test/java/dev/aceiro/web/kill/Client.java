package dev.aceiro.web.kill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A source and a responder as they should be: an alarm is sent again until it is answered, a
 * decision is repeated under its key until it is answered.
 */
final class Client implements AutoCloseable {
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofMinutes(8);

  private final URI uri;
  private final Facts facts;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final JsonMapper json = JsonMapper.shared();

  Client(URI uri, Facts facts, Clock clock) {
    this.uri = uri;
    this.facts = facts;
    this.clock = clock;
  }

  /** An answer below 500. */
  record Answer(int status, JsonNode body) {
    boolean ok() {
      return status / 100 == 2;
    }

    /** The code of a problem; empty for none. */
    String code() {
      return body.path("code").asString("");
    }
  }

  /** Sends an alarm until it is answered 202. */
  void alarm(String profile, String key, Map<String, Object> alarm) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri.resolve("alarms/" + profile + "/generic"))
            .header("Authorization", "Bearer local")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(alarm)));
    Answer answer = until(request, facts.alarmTries::incrementAndGet);
    if (answer.status() != 202) {
      throw new IllegalStateException("alarm refused: " + answer);
    }
    facts.alarms.add(
        new Facts.Alarm(
            String.valueOf(alarm.get("id")),
            key,
            "FIRING".equals(alarm.get("state")),
            clock.instant()));
  }

  /**
   * Tells an incident a decision until it is answered.
   *
   * @param key the {@code Idempotency-Key}
   * @return 200 with the revision, or 409 with the refusal
   */
  Answer decide(
      String incident, String decision, String person, String key, Map<String, Object> body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                uri.resolve("api/v1/incidents/" + incident + "/decisions/" + decision))
            .header("Idempotency-Key", key)
            .header("Aceiro-Person", person)
            .header("Accept-Language", "en")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
    Answer answer = until(request, facts.decisionTries::incrementAndGet);
    if (answer.status() == 409) {
      facts.refusals.add(decision + ": " + answer.code());
    } else if (!answer.ok()) {
      throw new IllegalStateException(decision + " " + body + " refused: " + answer);
    }
    return answer;
  }

  /** The incident as it is at a revision or later, in one try. */
  Optional<JsonNode> incident(String id, String person, long revision) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                uri.resolve(
                    "api/v1/incidents/" + id + (revision > 0 ? "?revision=" + revision : "")))
            .header("Aceiro-Person", person)
            .GET();
    try {
      Answer answer = once(request);
      return answer.ok() ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException unreachable) {
      return Optional.empty();
    }
  }

  private Answer until(HttpRequest.Builder request, Runnable beforeEach) {
    Instant giveUp = clock.instant().plus(LONGEST);
    while (true) {
      beforeEach.run();
      String why;
      try {
        Answer answer = once(request);
        if (answer.status() < 500) {
          return answer;
        }
        facts.unavailable.incrementAndGet();
        why = answer.toString();
      } catch (IOException unreachable) {
        why = unreachable.toString();
      }
      if (clock.instant().isAfter(giveUp)) {
        throw new IllegalStateException("no answer within " + LONGEST + ": " + why);
      }
      Pause.of(BETWEEN_TRIES);
    }
  }

  private Answer once(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> response =
          http.send(
              request.timeout(Duration.ofSeconds(12)).build(),
              HttpResponse.BodyHandlers.ofString());
      String body = response.body();
      return new Answer(
          response.statusCode(), json.readTree(body == null || body.isBlank() ? "{}" : body));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } catch (tools.jackson.core.JacksonException cutOff) {
      throw new IOException(cutOff);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
