package dev.aceiro.activities.slack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Speaks Slack's protocol: keeps messages, answers 429 and errors, loses answers. */
public final class FakeSlack implements AutoCloseable {
  /** A request to a method. */
  public record Request(String method, String token, Map<String, String> fields) {
    /** One of its fields. */
    public String field(String name) {
      return fields.getOrDefault(name, "");
    }
  }

  private record Kept(String channel, String ts, String thread, String text, String metadata) {}

  private record Plan(int status, String retryAfter, String error, boolean silent, boolean keep) {}

  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Kept> messages = new CopyOnWriteArrayList<>();
  private final Queue<Plan> plans = new ArrayDeque<>();
  private final Map<String, String> members = new ConcurrentHashMap<>();
  private volatile String instead = "";
  private volatile boolean messageless;
  private final CountDownLatch closing = new CountDownLatch(1);
  private int count;

  public FakeSlack() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/api/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** Where its methods are. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/";
  }

  /** What was asked of a method. */
  public List<Request> requests(String method) {
    return requests.stream().filter(r -> r.method().equals(method)).toList();
  }

  /** How many messages there are. */
  public int messages() {
    return messages.size();
  }

  /** Somebody has an account with this e-mail address. */
  public void member(String email, String id) {
    members.put(email, id);
  }

  /** Histories are answered without their messages. */
  public void withoutMessages() {
    messageless = true;
  }

  /** Everything is answered so, until it is empty. */
  public void answerInstead(String body) {
    instead = body;
  }

  /** The next post is refused for a while. */
  public void limit(int seconds) {
    plans.add(new Plan(429, String.valueOf(seconds), "ratelimited", false, false));
  }

  /** The next post gets this error. */
  public void refuse(String error) {
    plans.add(new Plan(200, "", error, false, false));
  }

  /** The next post gets this HTTP status. */
  public void break_(int status) {
    plans.add(new Plan(status, "", "broken", false, false));
  }

  /** The next post is kept and not answered. */
  public void loseAnswer() {
    plans.add(new Plan(200, "", "", true, true));
  }

  /** The next post is lost. */
  public void loseRequest() {
    plans.add(new Plan(200, "", "", true, false));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestURI().getPath().substring("/api/".length());
      Map<String, String> fields =
          fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      String token =
          String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
              .replace("Bearer ", "");
      requests.add(new Request(method, token, fields));
      if (!instead.isEmpty()) {
        say(exchange, 200, instead);
        return;
      }
      switch (method) {
        case "auth.test" -> say(exchange, 200, "{\"ok\":true,\"team_id\":\"T1\"}");
        case "users.lookupByEmail" -> member(exchange, fields);
        case "chat.postMessage", "chat.update" -> write(exchange, method, fields);
        case "conversations.history", "conversations.replies" -> history(exchange, fields);
        default -> say(exchange, 200, "{\"ok\":false,\"error\":\"unknown_method\"}");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void member(HttpExchange exchange, Map<String, String> fields) throws IOException {
    String id = members.get(fields.getOrDefault("email", ""));
    say(
        exchange,
        200,
        id == null
            ? "{\"ok\":false,\"error\":\"users_not_found\"}"
            : "{\"ok\":true,\"user\":{\"id\":\"" + id + "\"}}");
  }

  private synchronized Plan plan() {
    Plan planned = plans.poll();
    return planned == null ? new Plan(200, "", "", false, true) : planned;
  }

  private void write(HttpExchange exchange, String method, Map<String, String> fields)
      throws IOException, InterruptedException {
    Plan plan = plan();
    String ts = fields.get("ts");
    if (plan.keep() && method.equals("chat.postMessage")) {
      ts = keep(fields);
    }
    if (plan.silent()) {
      if (!closing.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the client has more patience than its test");
      }
    } else if (plan.status() != 200) {
      if (!plan.retryAfter().isEmpty()) {
        exchange.getResponseHeaders().set("Retry-After", plan.retryAfter());
      }
      say(exchange, plan.status(), "{\"ok\":false,\"error\":\"" + plan.error() + "\"}");
    } else if (!plan.error().isEmpty()) {
      say(exchange, 200, "{\"ok\":false,\"error\":\"" + plan.error() + "\"}");
    } else {
      say(
          exchange,
          200,
          "{\"ok\":true,\"channel\":\""
              + id(fields.getOrDefault("channel", ""))
              + "\",\"ts\":\""
              + ts
              + "\"}");
    }
  }

  private synchronized String keep(Map<String, String> fields) {
    String ts = "170000.%04d".formatted(++count);
    messages.add(
        new Kept(
            id(fields.getOrDefault("channel", "")),
            ts,
            fields.getOrDefault("thread_ts", ""),
            fields.getOrDefault("text", ""),
            fields.getOrDefault("metadata", "")));
    return ts;
  }

  private void history(HttpExchange exchange, Map<String, String> fields) throws IOException {
    if (messageless) {
      say(exchange, 200, "{\"ok\":true}");
      return;
    }
    String channel = fields.getOrDefault("channel", "");
    StringBuilder found = new StringBuilder();
    for (Kept kept : messages) {
      if (kept.channel().equals(channel)) {
        found.append(found.isEmpty() ? "" : ",");
        found.append("{\"type\":\"message\",\"ts\":\"").append(kept.ts()).append('"');
        if (!kept.metadata().isEmpty()) {
          found.append(",\"metadata\":").append(kept.metadata());
        }
        found.append('}');
      }
    }
    say(exchange, 200, "{\"ok\":true,\"messages\":[" + found + "]}");
  }

  /** A channel's id; the same for its name. */
  private static String id(String channel) {
    return channel.startsWith("#") ? "C0" + Math.abs(channel.hashCode()) : channel;
  }

  private static void say(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Map<String, String> fields(String form) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return fields;
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
