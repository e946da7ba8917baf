package dev.aceiro.activities.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.aceiro.activities.recovery.Finding;
import dev.aceiro.workflows.incident.Params;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpProbeTest {
  private final HttpProbe probe = new HttpProbe(Duration.ofSeconds(1));
  private final AtomicInteger followed = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void server() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath().substring(1);
          if (path.equals("target")) {
            followed.incrementAndGet();
          }
          int status = path.matches("\\d{3}") ? Integer.parseInt(path) : 200;
          if (status == 302) {
            exchange.getResponseHeaders().set("Location", "/target");
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  @AfterEach
  void noServer() {
    server.stop(0);
  }

  private Finding probe(String path, String status) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
    return probe.check(Params.of("url", url, "status", status));
  }

  @Test
  void anAddressThatAnswersAsExpectedPasses() {
    assertThat(probe("/health?token=x", null).passed()).isTrue();
    assertThat(probe("/404", "404").passed()).isTrue();
    assertThat(probe("/503", "500-599").passed()).isTrue();
    assertThat(probe("/health?token=secret", null).params().get("url")).endsWith("/health");
  }

  @Test
  void anotherAnswerFailsAndSaysWhich() {
    Finding finding = probe("/503", "200");

    assertThat(finding.passed()).isFalse();
    assertThat(finding.code()).isEqualTo("http.status");
    assertThat(finding.params()).containsEntry("status", "503").containsEntry("expected", "200");
  }

  @Test
  void aRedirectIsAnAnswerAndNotFollowed() {
    assertThat(probe("/302", null).code()).isEqualTo("http.status");
    assertThat(probe("/302", "302").passed()).isTrue();
    assertThat(followed).hasValue(0);
  }

  @Test
  void silenceFailsInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Finding finding =
          probe.check(Params.of("url", "http://127.0.0.1:" + silent.getLocalPort() + "/"));
      assertThat(finding.code()).isEqualTo("http.no-answer");
    }
  }

  @Test
  void whereNobodyListensItFails() {
    assertThat(probe.check(Params.of("url", "http://127.0.0.1:1/")).code())
        .isEqualTo("http.unreachable");
  }

  @Test
  void onlyTheWebIsProbed() {
    assertThat(probe.check(Params.of("url", "file:///etc/passwd")).code())
        .isEqualTo("PARAMETER_INVALID");
    assertThat(probe.check(Params.none()).code()).isEqualTo("PARAMETER_INVALID");
    assertThat(probe("/", "fine").code()).isEqualTo("PARAMETER_INVALID");
  }
}
