package dev.aceiro.web.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Requests whose bodies are no text. */
final class Requests {

  private Requests() {}

  static int postBytes(int port, String path, String token, byte[] body) throws IOException {
    return post(port, path, token, HttpRequest.BodyPublishers.ofByteArray(body));
  }

  /** Without saying how long it is. */
  static int postChunked(int port, String path, String token, byte[] body) throws IOException {
    return post(
        port,
        path,
        token,
        HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
  }

  private static int post(int port, String path, String token, HttpRequest.BodyPublisher publisher)
      throws IOException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .POST(publisher)
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
