package dev.aceiro.web.kill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands between the application and AWS: passes everything on, writes down each {@code
 * UpdateService} that it passed on, and can hold its answer.
 */
final class RecordingProxy implements AutoCloseable {
  private static final Set<String> NOT_PASSED_ON =
      Set.of("host", "connection", "content-length", "upgrade", "expect", "transfer-encoding");
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(20);

  /** An {@code UpdateService} that reached AWS. */
  record Call(String service, Instant at, boolean forced) {}

  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.shared();
  private final URI aws;
  private final Tripwire tripwire;
  private final Clock clock;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final ConcurrentHashMap<String, CountDownLatch> held = new ConcurrentHashMap<>();

  private RecordingProxy(HttpServer server, URI aws, Tripwire tripwire, Clock clock) {
    this.server = server;
    this.aws = aws;
    this.tripwire = tripwire;
    this.clock = clock;
  }

  static RecordingProxy start(URI aws, Tripwire tripwire, Clock clock) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    RecordingProxy proxy = new RecordingProxy(server, aws, tripwire, clock);
    server.createContext("/", proxy::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return proxy;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The calls for one service that reached AWS, the oldest first. */
  List<Call> calls(String service) {
    return calls.stream().filter(call -> call.service().equals(service)).toList();
  }

  /** All calls that reached AWS. */
  List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Keeps the answers about a service back until {@link #release} or for 20 s. */
  void hold(String service) {
    held.putIfAbsent(service, new CountDownLatch(1));
  }

  void release(String service) {
    CountDownLatch latch = held.remove(service);
    if (latch != null) {
      latch.countDown();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      boolean update = target != null && target.endsWith(".UpdateService");
      JsonNode asked = update ? json.readTree(body) : null;
      String service = asked == null ? "" : asked.path("service").asString("");
      if (update) {
        tripwire.pass(Moment.REQUEST_RECEIVED, "ecs UpdateService " + service);
        calls.add(
            new Call(service, clock.instant(), asked.path("forceNewDeployment").asBoolean(false)));
      }
      HttpResponse<byte[]> answer = passOn(exchange, body);
      if (update) {
        tripwire.pass(Moment.REQUEST_PROCESSED, "ecs UpdateService " + service);
        waitWhileHeld(service);
      }
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!NOT_PASSED_ON.contains(name) && !name.startsWith(":")) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      if (answer.body().length > 0) {
        exchange.getResponseBody().write(answer.body());
        exchange.getResponseBody().flush();
      }
      if (update) {
        tripwire.pass(Moment.REQUEST_ANSWERED, "ecs UpdateService " + service);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void waitWhileHeld(String service) throws InterruptedException {
    CountDownLatch latch = held.get(service);
    if (latch != null) {
      boolean released = latch.await(LONGEST_HOLD.toMillis(), TimeUnit.MILLISECONDS);
      if (!released) {
        held.remove(service, latch);
      }
    }
  }

  private HttpResponse<byte[]> passOn(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(aws.resolve(exchange.getRequestURI().toString()))
            .timeout(Duration.ofSeconds(30))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofString(
                    new String(body, StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    held.keySet().forEach(this::release);
    server.stop(0);
    client.close();
  }
}
