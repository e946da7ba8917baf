package dev.aceiro.web.kill;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordingProxyTest {
  private final Tripwire tripwire = new Tripwire();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> reached = new CopyOnWriteArrayList<>();
  private HttpServer aws;
  private RecordingProxy proxy;

  @BeforeEach
  void start() throws IOException {
    aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    aws.createContext(
        "/",
        exchange -> {
          reached.add(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
          exchange.getRequestBody().readAllBytes();
          byte[] answer = "{\"service\":{}}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("X-Amzn-Requestid", "r-1");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    aws.start();
    proxy =
        RecordingProxy.start(
            URI.create("http://127.0.0.1:" + aws.getAddress().getPort() + "/"),
            tripwire,
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    proxy.close();
    aws.stop(0);
    client.close();
  }

  @Test
  void passesOnWhatItIsAskedAndCountsUpdates() throws Exception {
    HttpResponse<String> answer = ask("UpdateService", "api").get(5, TimeUnit.SECONDS);
    ask("DescribeServices", "api").get(5, TimeUnit.SECONDS);

    assertThat(answer.body()).isEqualTo("{\"service\":{}}");
    assertThat(answer.headers().firstValue("x-amzn-requestid")).contains("r-1");
    assertThat(reached).hasSize(2);
    assertThat(proxy.calls("api")).singleElement().matches(RecordingProxy.Call::forced);
    assertThat(proxy.calls("worker")).isEmpty();
  }

  @Test
  void keepsAnAnswerBackUntilItIsReleased() throws Exception {
    proxy.hold("api");
    CompletableFuture<HttpResponse<String>> answer = ask("UpdateService", "api");

    org.awaitility.Awaitility.await().until(() -> !reached.isEmpty());
    assertThat(answer).isNotDone();
    proxy.release("api");

    assertThat(answer.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void theDeedComesBeforeTheCallReachesAws() throws Exception {
    List<Integer> callsThen = new CopyOnWriteArrayList<>();
    tripwire.arm(Moment.REQUEST_RECEIVED, () -> callsThen.add(reached.size()));
    ask("UpdateService", "api").get(5, TimeUnit.SECONDS);
    tripwire.arm(Moment.REQUEST_PROCESSED, () -> callsThen.add(reached.size()));
    ask("UpdateService", "api").get(5, TimeUnit.SECONDS);

    assertThat(callsThen).containsExactly(0, 2);
  }

  private CompletableFuture<HttpResponse<String>> ask(String operation, String service) {
    return client.sendAsync(
        HttpRequest.newBuilder(proxy.uri())
            .header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113." + operation)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"service\":\"" + service + "\",\"forceNewDeployment\":true}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
