package dev.aceiro.activities.railway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aceiro.activities.IntegrationState;
import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.NeverSent;
import dev.aceiro.activities.containment.NotTakenException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends documents to Railway, and says of one that failed what it means: refused for good,
 * certainly not taken, or nobody knows.
 */
final class RailwayApi implements AutoCloseable {
  private static final int READS = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is refused before anything is done, in the words of an error. */
  private static final Pattern DENIED =
      Pattern.compile("not authori[sz]ed|unauthori[sz]ed|unauthenticated|forbidden");

  private static final Pattern REFUSED =
      Pattern.compile("not found|invalid|validation|must |cannot |can't |required|limit reached");

  private static final Pattern THROTTLED = Pattern.compile("rate.?limit|too many requests");

  private final RailwaySettings settings;
  private final IntegrationState state;
  private final HttpClient client;

  RailwayApi(RailwaySettings settings, IntegrationState state) {
    this.settings = settings;
    this.state = state;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connect())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Variables of a document: names and values in turn. */
  static ObjectNode variables(String... namesAndValues) {
    ObjectNode variables = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      variables.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return variables;
  }

  /** A query: its data. It is repeated. */
  JsonNode read(String operation, String document, ObjectNode variables) {
    for (int attempt = 1; ; attempt++) {
      try {
        return sent(operation, document, variables, settings.read());
      } catch (UncheckedIOException e) {
        if (attempt == READS) {
          throw e;
        }
      }
    }
  }

  /** A mutation: its data. It is never repeated. */
  JsonNode write(String operation, String document, ObjectNode variables) {
    return sent(operation, document, variables, settings.write());
  }

  private JsonNode sent(
      String operation, String document, ObjectNode variables, Duration patience) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("query", document).set("variables", variables);
    HttpRequest request =
        authorized(operation, HttpRequest.newBuilder(settings.endpoint()))
            .header("Content-Type", "application/json")
            .timeout(patience)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
            .build();
    try {
      HttpResponse<String> answer =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return data(operation, answer);
    } catch (IOException e) {
      if (NeverSent.says(e, UnresolvedAddressException.class, HttpConnectTimeoutException.class)) {
        state.failed("railway.unreachable");
        throw new NotTakenException("railway.unreachable", null, "operation", operation);
      }
      state.failed("railway.no-answer");
      throw new UncheckedIOException("Railway gave no answer to " + operation, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at " + operation, e);
    }
  }

  private HttpRequest.Builder authorized(String operation, HttpRequest.Builder request) {
    String where = settings.token();
    String token = where == null ? null : new SecretReference(where).read();
    if (token == null) {
      state.failed("railway.no-token");
      throw new NotTakenException("railway.no-token", null, "operation", operation);
    }
    return switch (settings.tokenKind()) {
      case PROJECT -> request.header("Project-Access-Token", token);
      case ACCOUNT -> request.header("Authorization", "Bearer " + token);
    };
  }

  private JsonNode data(String operation, HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status == 429) {
      throw throttled(operation);
    }
    if (status == 401 || status == 403) {
      throw denied(operation, String.valueOf(status));
    }
    if (status >= 500) {
      // The request may have taken effect before the service broke.
      state.failed("railway." + status);
      throw new UncheckedIOException(new IOException("Railway answered " + status));
    }
    JsonNode body = parsed(answer.body());
    JsonNode errors = body == null ? null : body.get("errors");
    if (errors != null && !errors.isEmpty()) {
      throw error(operation, errors.get(0));
    }
    JsonNode data = body == null ? null : body.get("data");
    if (status >= 400) {
      state.worked();
      throw refused(operation, String.valueOf(status));
    }
    if (data == null || data.isNull()) {
      state.failed("railway.no-answer");
      throw new IllegalStateException("Railway answered " + operation + " without data");
    }
    state.worked();
    return data;
  }

  private static @Nullable JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException noJson) {
      return null;
    }
  }

  /** Railway gives the same code to most errors: what they mean is in their words. */
  private RuntimeException error(String operation, JsonNode error) {
    String said = error.path("message").asText();
    String code = error.path("extensions").path("code").asText();
    String both = (code + " " + said).toLowerCase(Locale.ROOT);
    if (THROTTLED.matcher(both).find()) {
      return throttled(operation);
    }
    if (DENIED.matcher(both).find()) {
      return denied(operation, said);
    }
    if (REFUSED.matcher(both).find() || code.equals("BAD_USER_INPUT")) {
      state.worked();
      return refused(operation, said);
    }
    state.failed("railway.error");
    return new IllegalStateException("Railway answered " + operation + " with an error");
  }

  private NotTakenException throttled(String operation) {
    state.worked();
    return new NotTakenException("railway.throttled", null, "operation", operation);
  }

  private ActionRefusedException denied(String operation, String said) {
    state.failed("railway.denied");
    return refused(operation, said);
  }

  private static ActionRefusedException refused(String operation, String said) {
    return new ActionRefusedException("railway.refused", "operation", operation, "said", said);
  }

  @Override
  public void close() {
    client.close();
  }
}
