package dev.aceiro.activities.aws;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** AWS as moto plays it, for the JVM's tests; skipped where it is not installed. */
final class Moto {
  private static @Nullable URI running;

  private Moto() {}

  /** Where it is. Services have two running tasks from the start. */
  static synchronized URI server() {
    URI present = running;
    if (present != null) {
      return present;
    }
    String program = program();
    try {
      int port = freePort();
      ProcessBuilder command =
          new ProcessBuilder(program, "-H", "127.0.0.1", "-p", String.valueOf(port))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      command.environment().put("MOTO_ECS_SERVICE_RUNNING", "2");
      Process process = command.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                try (Socket socket = new Socket("127.0.0.1", port)) {
                  return socket.isConnected();
                } catch (IOException notYet) {
                  return false;
                }
              });
      running = URI.create("http://127.0.0.1:" + port);
      return running;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Says something to moto itself. */
  static void tell(String path, String json) {
    send(
        HttpRequest.newBuilder(server().resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  /** Makes a role that functions can have, if it is not there. */
  static synchronized String role() {
    send(
        HttpRequest.newBuilder(server())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/iam/aws4_request,"
                    + " SignedHeaders=host, Signature=b")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "Action=CreateRole&Version=2010-05-08&RoleName=worker&AssumeRolePolicyDocument=%7B%7D"))
            .build());
    return "arn:aws:iam::123456789012:role/worker";
  }

  /** Makes a bucket: nothing here has a client for them. */
  static void bucket(String name) {
    send(
        HttpRequest.newBuilder(server().resolve("/" + name))
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request,"
                    + " SignedHeaders=host, Signature=b")
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  private static void send(HttpRequest request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300 && !answer.body().contains("EntityAlreadyExists")) {
        throw new IllegalStateException(answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String program() {
    String found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
            .map(folder -> new File(folder, "moto_server"))
            .filter(File::canExecute)
            .map(File::getPath)
            .findFirst()
            .orElse("");
    if (found.isEmpty()) {
      if (System.getProperty("aceiro.require", "").contains("aws")) {
        fail("moto_server is not on the PATH");
      }
      abort("moto_server is not on the PATH");
    }
    return found;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
