package dev.aceiro.activities.railway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aceiro.activities.IntegrationState;
import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.ActionHandler;
import dev.aceiro.activities.containment.Bench;
import dev.aceiro.workflows.status.StatusPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A project of its own; whoever looks at it does so past the API. */
abstract class RailwayBench implements Bench {
  static final String GOOD = "1".repeat(40);
  static final String BAD = "2".repeat(40);
  static final String NEXT = "the-next-jwt-secret-0123456789";
  static final String FORMER = "the-former-jwt-secret-9876543210";

  private static final Pattern FIELD = Pattern.compile("\\{\\s*(\\w+)");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RecordingProxy.Protocol GRAPHQL =
      new RecordingProxy.Protocol(
          (exchange, body) -> operation(body), operation -> operation.startsWith("mutation"));

  final FakeRailway world = new FakeRailway();
  private final RecordingProxy proxy = new RecordingProxy(world.uri(), GRAPHQL);
  private final Path token = file(FakeRailway.TOKEN);
  private final Path secret = file(NEXT);
  private final RailwayApi api;
  private final ActionHandler<?> handler;

  RailwayBench(Function<Railway, ActionHandler<?>> made) {
    RailwaySettings settings =
        new RailwaySettings(
            proxy.uri().resolve("/graphql/v2"),
            "file:" + token,
            RailwaySettings.TokenKind.PROJECT,
            null,
            null,
            Map.of("api", "S"),
            Map.of("JWT_SECRET", "file:" + secret),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofMillis(1000),
            Duration.ofMillis(1100),
            Duration.ofSeconds(4));
    api =
        new RailwayApi(
            settings,
            new IntegrationState("railway", StatusPart.Kind.TARGET, true, InstantSource.system()));
    handler = made.apply(new Railway(settings, api));
    world.deploy(GOOD);
    world.deploy(BAD);
    world.set("JWT_SECRET", FORMER);
    world.set("OTHER", "stays");
  }

  private static Path file(String content) {
    try {
      return Files.writeString(Files.createTempFile("railway", ".txt"), content + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String operation(byte[] body) {
    try {
      JsonNode request = JSON.readTree(body);
      String document = request.path("query").asText();
      Matcher field = FIELD.matcher(document);
      return document.substring(0, document.indexOf(' '))
          + " "
          + (field.find() ? field.group(1) : "?");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ActionHandler<?> handler() {
    return handler;
  }

  @Override
  public RecordingProxy proxy() {
    return proxy;
  }

  @Override
  public RecordingProxy.Answer throttled() {
    return new RecordingProxy.Answer(429, "{}");
  }

  @Override
  public RecordingProxy.Answer refused() {
    return new RecordingProxy.Answer(
        200,
        "{\"errors\":[{\"message\":\"Not Authorized\",\"extensions\":{\"code\":\"INTERNAL_SERVER_ERROR\"}}],\"data\":null}");
  }

  @Override
  public void close() {
    api.close();
    proxy.close();
    world.close();
    try {
      Files.delete(token);
      Files.delete(secret);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
