package dev.aceiro.web.aws;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** AWS as {@code moto_server} imitates it, with an ECS cluster of services that are all healthy. */
public final class MotoServer implements AutoCloseable {
  /** The cluster that is there. */
  public static final String CLUSTER = "plooral-cluster";

  private final Process process;
  private final URI uri;
  private final HttpClient client = HttpClient.newHttpClient();

  private MotoServer(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** The program: named by the system property {@code aceiro.moto}, or on the PATH. */
  public static Optional<Path> program() {
    String named = System.getProperty("aceiro.moto", "");
    if (!named.isBlank()) {
      return Optional.of(Path.of(named));
    }
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "moto_server"))
        .filter(file -> file.toFile().canExecute())
        .findFirst();
  }

  /** Starts one with a cluster and a task definition {@code api}. */
  public static MotoServer start(Path program, Path log) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    ProcessBuilder builder =
        new ProcessBuilder(program.toString(), "-H", "127.0.0.1", "-p", String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("MOTO_ECS_SERVICE_RUNNING", "1");
    MotoServer moto = new MotoServer(builder.start(), URI.create("http://127.0.0.1:" + port + "/"));
    Awaitility.await("moto")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(() -> moto.ask("ListClusters", "{}").contains("clusterArns"));
    moto.ask("CreateCluster", "{\"clusterName\":\"" + CLUSTER + "\"}");
    moto.ask(
        "RegisterTaskDefinition",
        "{\"family\":\"api\",\"containerDefinitions\":[{\"name\":\"api\",\"image\":\"registry.test/api@sha256:"
            + "0".repeat(64)
            + "\",\"cpu\":1,\"memory\":64}]}");
    return moto;
  }

  /** Where it is. */
  public URI uri() {
    return uri;
  }

  /** Makes services that run one task each. */
  public void createServices(List<String> names) {
    for (String name : names) {
      ask(
          "CreateService",
          "{\"cluster\":\"%s\",\"serviceName\":\"%s\",\"taskDefinition\":\"api\",\"desiredCount\":1}"
              .formatted(CLUSTER, name));
    }
  }

  /** What ECS answers to that. */
  public String ask(String operation, String body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113." + operation)
              .header("Content-Type", "application/x-amz-json-1.1")
              .header(
                  "Authorization",
                  "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/ecs/aws4_request, "
                      + "SignedHeaders=host, Signature=0")
              .timeout(Duration.ofSeconds(20))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(operation + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new IllegalStateException(operation, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(operation, e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    client.close();
  }
}
