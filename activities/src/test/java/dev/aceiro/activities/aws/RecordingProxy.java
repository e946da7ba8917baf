package dev.aceiro.activities.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Stands between a client and AWS: counts operations, loses answers, answers by itself. */
final class RecordingProxy implements AutoCloseable {

  /** What becomes of a request. */
  sealed interface Plan {}

  /** It reaches AWS and its answer is lost. */
  record LoseAnswer() implements Plan {}

  /** It is lost on the way. */
  record LoseRequest() implements Plan {}

  /** It is answered here. */
  record Answer(int status, String body) implements Plan {}

  /** Something happens first, then it goes on to AWS and its answer is lost. */
  record AfterLoseAnswer(Runnable first) implements Plan {}

  private final URI aws;
  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> operations = new CopyOnWriteArrayList<>();
  private final Map<String, Queue<Plan>> plans = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  RecordingProxy(URI aws) {
    this.aws = aws;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What is to become of the next request of that operation. */
  void next(String operation, Plan plan) {
    plans.computeIfAbsent(operation, o -> new ArrayDeque<>()).add(plan);
  }

  /** How often an operation was asked for. */
  long count(String operation) {
    return operations.stream().filter(operation::equals).count();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String operation = operation(exchange, body);
      operations.add(operation);
      Queue<Plan> planned = plans.get(operation);
      Plan plan = planned == null ? null : planned.poll();
      switch (plan) {
        case null -> answer(exchange, forward(exchange, body));
        case LoseAnswer lose -> {
          forward(exchange, body);
          silence();
        }
        case AfterLoseAnswer after -> {
          after.first().run();
          forward(exchange, body);
          silence();
        }
        case LoseRequest lose -> silence();
        case Answer answer -> {
          byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
          exchange.sendResponseHeaders(answer.status(), bytes.length);
          exchange.getResponseBody().write(bytes);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Longer than any client waits. */
  private void silence() throws InterruptedException {
    if (!closing.await(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the client has more patience than its test");
    }
  }

  private static String operation(HttpExchange exchange, byte[] body) {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (target != null) {
      return target.substring(target.indexOf('.') + 1);
    }
    String form = new String(body, StandardCharsets.UTF_8);
    int action = form.indexOf("Action=");
    return action < 0 ? "?" : form.substring(action + 7).split("&", -1)[0];
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(aws.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    for (String name : List.of("X-Amz-Target", "Content-Type", "Authorization", "X-Amz-Date")) {
      @Nullable String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer)
      throws IOException {
    answer
        .headers()
        .firstValue("Content-Type")
        .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
    exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
    exchange.getResponseBody().write(answer.body());
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    client.close();
  }
}
