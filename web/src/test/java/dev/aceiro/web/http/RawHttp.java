package dev.aceiro.web.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * HTTP as bytes, so that a test says each header itself: Host, Origin and all that clients decide
 * alone.
 */
public final class RawHttp {
  private final int port;

  public RawHttp(int port) {
    this.port = port;
  }

  public Request get(String path) {
    return new Request("GET", path);
  }

  public Request method(String method, String path) {
    return new Request(method, path);
  }

  public Request post(String path) {
    return new Request("POST", path);
  }

  /** What came back. */
  public record Answer(int status, Map<String, List<String>> headers, String body) {
    public String header(String name) {
      return String.join(", ", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }

    /** The value of a cookie that was set, or null. */
    public String cookie(String name) {
      return headers.getOrDefault("set-cookie", List.of()).stream()
          .filter(c -> c.startsWith(name + "="))
          .map(c -> c.substring(name.length() + 1, c.indexOf(';')))
          .findFirst()
          .orElse(null);
    }
  }

  /** What is sent. */
  public final class Request {
    private final String method;
    private final String path;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String body = "";

    private Request(String method, String path) {
      this.method = method;
      this.path = path;
      headers.put("Host", "127.0.0.1:" + port);
    }

    public Request header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    public Request json(String json) {
      body = json;
      return header("Content-Type", "application/json");
    }

    public Request form(String form) {
      body = form;
      return header("Content-Type", "application/x-www-form-urlencoded");
    }

    public Answer send() {
      StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
      headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
      byte[] content = body.getBytes(StandardCharsets.UTF_8);
      head.append("Content-Length: ")
          .append(content.length)
          .append("\r\nConnection: close\r\n\r\n");
      try (Socket socket = new Socket("127.0.0.1", port)) {
        socket.setSoTimeout(20_000);
        var out = new ByteArrayOutputStream();
        out.write(head.toString().getBytes(StandardCharsets.UTF_8));
        out.write(content);
        socket.getOutputStream().write(out.toByteArray());
        return read(socket.getInputStream());
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private static Answer read(InputStream in) throws IOException {
    byte[] all = in.readAllBytes();
    String text = new String(all, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    String[] lines = text.substring(0, end).split("\r\n");
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers
          .computeIfAbsent(
              lines[i].substring(0, colon).toLowerCase(Locale.ROOT), n -> new ArrayList<>())
          .add(lines[i].substring(colon + 1).strip());
    }
    String body = text.substring(end + 4);
    if (headers.getOrDefault("transfer-encoding", List.of()).contains("chunked")) {
      body = unchunk(body);
    }
    String decoded = new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, decoded);
  }

  private static String unchunk(String chunked) {
    StringBuilder whole = new StringBuilder();
    int at = 0;
    while (at < chunked.length()) {
      int eol = chunked.indexOf("\r\n", at);
      int size = Integer.parseInt(chunked.substring(at, eol).split(";")[0].strip(), 16);
      if (size == 0) {
        break;
      }
      whole.append(chunked, eol + 2, eol + 2 + size);
      at = eol + 2 + size + 2;
    }
    return whole.toString();
  }
}
