package dev.aceiro.web.kill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/**
 * Slack's Web API as far as Aceiro uses it: {@code auth.test}, {@code users.lookupByEmail}, {@code
 * chat.postMessage}, {@code chat.update}, {@code conversations.history} and {@code
 * conversations.replies}. The idempotency key is read from the message's metadata.
 */
final class FakeSlack implements AutoCloseable {
  private final HttpServer server;
  private final Tripwire tripwire;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.shared();
  private final Posts posts = new Posts();
  private final List<Map<String, Object>> messages = new CopyOnWriteArrayList<>();
  private final AtomicInteger timestamps = new AtomicInteger();
  private volatile boolean down;

  private FakeSlack(HttpServer server, Tripwire tripwire, Clock clock) {
    this.server = server;
    this.tripwire = tripwire;
    this.clock = clock;
  }

  static FakeSlack start(Tripwire tripwire, Clock clock) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    FakeSlack slack = new FakeSlack(server, tripwire, clock);
    server.createContext("/api/", slack::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return slack;
  }

  /** What takes the place of {@code https://slack.com/api/}. */
  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/");
  }

  Posts posts() {
    return posts;
  }

  /** Whether it answers 503 to everything. */
  void down(boolean now) {
    down = now;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String method = exchange.getRequestURI().getPath().substring("/api/".length());
      if (down) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      Map<String, String> said = form(body);
      if (!method.startsWith("chat.")) {
        answer(exchange, about(method, said));
        return;
      }
      String what = "slack " + method + " " + said.get("channel");
      tripwire.pass(Moment.REQUEST_RECEIVED, what, body);
      boolean update = method.equals("chat.update");
      posts.add(
          new Posts.Post(
              key(said.get("metadata")),
              said.getOrDefault("channel", ""),
              said.getOrDefault("text", ""),
              update,
              clock.instant()));
      tripwire.pass(Moment.REQUEST_PROCESSED, what, body);
      String ts =
          update
              ? said.getOrDefault("ts", "")
              : "1700000000.%06d".formatted(timestamps.incrementAndGet());
      if (!update) {
        keep(said, ts);
      }
      answer(
          exchange,
          Map.of("ok", true, "ts", ts, "channel", channelId(said.getOrDefault("channel", ""))));
      tripwire.pass(Moment.REQUEST_ANSWERED, what, body);
    }
  }

  private void keep(Map<String, String> said, String ts) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", "message");
    message.put("ts", ts);
    message.put("text", said.getOrDefault("text", ""));
    message.put("channel", channelId(said.getOrDefault("channel", "")));
    message.put("thread_ts", said.getOrDefault("thread_ts", ts));
    String metadata = said.get("metadata");
    if (metadata != null) {
      message.put("metadata", json.readTree(metadata));
    }
    messages.add(message);
  }

  private Map<String, Object> about(String method, Map<String, String> said) {
    return switch (method) {
      case "auth.test" ->
          Map.of(
              "ok",
              true,
              "url",
              "https://fake.test/",
              "team",
              "fake",
              "user",
              "aceiro",
              "team_id",
              "T1",
              "user_id",
              "U1",
              "bot_id",
              "B1");
      case "users.lookupByEmail" ->
          Map.of("ok", true, "user", Map.of("id", "U0" + Math.abs(said.get("email").hashCode())));
      case "conversations.history" -> Map.of("ok", true, "messages", latest(said, ""));
      case "conversations.replies" ->
          Map.of("ok", true, "messages", latest(said, said.getOrDefault("ts", "")));
      default -> Map.of("ok", false, "error", "unknown_method");
    };
  }

  private List<Map<String, Object>> latest(Map<String, String> said, String thread) {
    List<Map<String, Object>> found = new ArrayList<>();
    for (Map<String, Object> message : messages) {
      if (message.get("channel").equals(said.get("channel"))
          && (thread.isEmpty() || message.get("thread_ts").equals(thread))) {
        found.add(message);
      }
    }
    Collections.reverse(found);
    return found;
  }

  private static String channelId(String channel) {
    return channel.startsWith("#") ? "C0" + channel.substring(1) : channel;
  }

  private String key(String metadata) {
    if (metadata == null || metadata.isBlank()) {
      return "";
    }
    String id = json.readTree(metadata).path("event_payload").path("id").asString("");
    return id.substring(0, Math.min(40, id.length()));
  }

  private void answer(HttpExchange exchange, Map<String, Object> what) throws IOException {
    byte[] body = json.writeValueAsBytes(what);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.getResponseBody().flush();
  }

  private static Map<String, String> form(String body) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(
            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return fields;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
