package dev.aceiro.activities;

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
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Stands between a client and a service: counts operations, loses requests and answers, answers by
 * itself.
 */
public final class RecordingProxy implements AutoCloseable {

  /** Headers of a connection, not of a request. */
  private static final List<String> OWN =
      List.of(
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "upgrade",
          "expect",
          "http2-settings");

  /** Headers of an answer that clients need. */
  private static final List<String> PASSED_ON = List.of("etag", "location", "retry-after");

  /** What becomes of a request. */
  public sealed interface Plan {}

  /** It reaches AWS and its answer is lost. */
  public record LoseAnswer() implements Plan {}

  /** It is lost on the way. */
  public record LoseRequest() implements Plan {}

  /** It is answered here. */
  public record Answer(int status, String body) implements Plan {}

  /** It goes on as if nothing had been planned. */
  public record Pass() implements Plan {}

  /** The connection breaks before the request has reached the service, or before its answer. */
  public record Cut(boolean reaches, Runnable first) implements Plan {}

  /** Something happens first, then it goes on to AWS and its answer is lost. */
  public record AfterLoseAnswer(Runnable first) implements Plan {}

  /**
   * How a service's requests are told apart.
   *
   * @param operation the name of a request: its exchange and its body
   * @param changes whether an operation of that name changes anything
   */
  public record Protocol(
      BiFunction<HttpExchange, byte[], String> operation, Predicate<String> changes) {
    private static final Pattern READS =
        Pattern.compile("(Describe|List|Get|BatchGet|Search|AssumeRole|GET |HEAD ).*");

    /** AWS, whatever its protocol. */
    public static final Protocol AWS =
        new Protocol(
            RecordingProxy::awsOperation, operation -> !READS.matcher(operation).matches());

    /** Everything that is not GET changes something. */
    public static final Protocol REST =
        new Protocol(
            (exchange, body) ->
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
            operation -> !READS.matcher(operation).matches());
  }

  private final URI service;
  private final Protocol protocol;
  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> operations = new CopyOnWriteArrayList<>();
  private final Queue<Plan> changes = new ConcurrentLinkedQueue<>();
  private final Map<String, Function<String, Answer>> served = new ConcurrentHashMap<>();
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
  private final AtomicInteger stale = new AtomicInteger();
  private final AtomicInteger effects = new AtomicInteger();
  private final Map<String, String> added = new ConcurrentHashMap<>();
  private final Map<String, Queue<Plan>> plans = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  private record Remembered(int status, String type, byte[] body) {}

  /** Before AWS. */
  public RecordingProxy(URI aws) {
    this(aws, Protocol.AWS);
  }

  /** Before a service that speaks that protocol. */
  public RecordingProxy(URI service, Protocol protocol) {
    this.service = service;
    this.protocol = protocol;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What is to become of the next request of that operation. */
  public void next(String operation, Plan plan) {
    plans.computeIfAbsent(operation, o -> new ArrayDeque<>()).add(plan);
  }

  /** How often an operation was asked for. */
  public long count(String operation) {
    return operations.stream().filter(operation::equals).count();
  }

  /** What is to become of the next request that changes something. */
  public void nextChange(Plan plan) {
    changes.add(plan);
  }

  /** Notes a change that was asked for by another way than HTTP: what is to become of it. */
  public Plan taken(String operation) {
    operations.add(operation);
    Plan plan = changes.poll();
    if (plan == null || plan instanceof Pass || (plan instanceof Cut cut && cut.reaches())) {
      effects.incrementAndGet();
    }
    return plan == null ? new Pass() : plan;
  }

  /** How many requests have asked for a change. */
  public long changes() {
    return operations.stream().filter(protocol.changes()).count();
  }

  /** How many requests for a change have reached the service. */
  public long effects() {
    return effects.get();
  }

  /** Answers an operation here, for a service that does not have it: given its request's body. */
  public void serve(String operation, Function<String, Answer> answer) {
    served.put(operation, answer);
  }

  /** Gives every request that goes on a header of that name. */
  public void add(String header, String value) {
    added.put(header, value);
  }

  /** Answers the next reads as they were answered before. */
  public void stale(int reads) {
    stale.set(reads);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String operation = protocol.operation().apply(exchange, body);
      operations.add(operation);
      Queue<Plan> planned = plans.get(operation);
      boolean change = protocol.changes().test(operation);
      Plan plan = planned == null ? null : planned.poll();
      if (plan == null && change) {
        plan = changes.poll();
      }
      switch (plan instanceof Pass ? null : plan) {
        case Pass passed -> throw new IllegalStateException("taken for nothing");
        case null -> {
          String request =
              exchange.getRequestURI() + " " + operation + new String(body, StandardCharsets.UTF_8);
          Remembered before = change ? null : remembered.get(request);
          if (before == null || stale.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
            before = forward(exchange, operation, body);
            remembered.put(request, before);
          }
          answer(exchange, before);
        }
        case Cut cut -> {
          cut.first().run();
          if (cut.reaches()) {
            forward(exchange, operation, body);
          }
        }
        case LoseAnswer lose -> {
          forward(exchange, operation, body);
          silence();
        }
        case AfterLoseAnswer after -> {
          after.first().run();
          forward(exchange, operation, body);
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

  private static String awsOperation(HttpExchange exchange, byte[] body) {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (target != null) {
      return target.substring(target.indexOf('.') + 1);
    }
    String form = new String(body, StandardCharsets.UTF_8);
    int action = form.indexOf("Action=");
    return action < 0
        ? exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()
        : form.substring(action + 7).split("&", -1)[0];
  }

  private Remembered forward(HttpExchange exchange, String operation, byte[] body)
      throws IOException, InterruptedException {
    if (protocol.changes().test(operation)) {
      effects.incrementAndGet();
    }
    Function<String, Answer> here = served.get(operation);
    if (here != null) {
      Answer answer = here.apply(new String(body, StandardCharsets.UTF_8));
      return new Remembered(
          answer.status(),
          "application/x-amz-json-1.1",
          answer.body().getBytes(StandardCharsets.UTF_8));
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    added.forEach(request::header);
    HttpResponse<byte[]> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    return new Remembered(
        answer.statusCode(),
        answer.headers().firstValue("Content-Type").orElse("application/octet-stream"),
        answer.body());
  }

  private static void answer(HttpExchange exchange, Remembered answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    int length = answer.body().length;
    exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
    exchange.getResponseBody().write(answer.body());
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    client.close();
  }
}
