package dev.aceiro.activities.http;

import dev.aceiro.activities.recovery.CheckHandler;
import dev.aceiro.activities.recovery.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether an address answers as it should. The address comes from the plan alone; redirects are an
 * answer like any other and are not followed, so that nobody else decides where a request goes.
 *
 * <p>Parameters: {@code url} (http or https) and {@code status} (such as {@code 200} or {@code
 * 200-299}; absent: {@code 200-299}).
 */
final class HttpProbe implements CheckHandler {
  private static final Pattern STATUS = Pattern.compile("(\\d{3})(?:-(\\d{3}))?");
  private static final String USUAL = "200-299";

  private final Duration patience;
  private final HttpClient client;

  HttpProbe(Duration patience) {
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public String kind() {
    return "http-probe";
  }

  @Override
  public Finding check(SortedMap<String, String> parameters) {
    URI url = url(parameters.get("url"));
    Matcher expected = STATUS.matcher(parameters.getOrDefault("status", USUAL));
    if (url == null) {
      return Finding.failed("PARAMETER_INVALID", "parameter", "url");
    }
    if (!expected.matches()) {
      return Finding.failed("PARAMETER_INVALID", "parameter", "status");
    }
    return asked(url, expected);
  }

  private Finding asked(URI url, Matcher expected) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(patience)
            .header("User-Agent", "aceiro-http-probe")
            .GET()
            .build();
    CompletableFuture<HttpResponse<InputStream>> asking =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
    String shown = shown(url);
    try {
      HttpResponse<InputStream> answer = asking.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      answer.body().close();
      int low = Integer.parseInt(expected.group(1));
      int high = expected.group(2) == null ? low : Integer.parseInt(expected.group(2));
      String status = String.valueOf(answer.statusCode());
      return answer.statusCode() >= low && answer.statusCode() <= high
          ? Finding.passed("http.answered", "url", shown, "status", status)
          : Finding.failed(
              "http.status", "url", shown, "status", status, "expected", expected.group());
    } catch (TimeoutException late) {
      asking.cancel(true);
      return Finding.failed("http.no-answer", "url", shown);
    } catch (ExecutionException e) {
      return failed(shown, e.getCause());
    } catch (IOException closing) {
      return failed(shown, closing);
    } catch (InterruptedException e) {
      asking.cancel(true);
      Thread.currentThread().interrupt();
      return Finding.failed("http.no-answer", "url", shown);
    }
  }

  private static Finding failed(String url, @Nullable Throwable cause) {
    if (cause instanceof HttpTimeoutException) {
      return Finding.failed("http.no-answer", "url", url);
    }
    if (cause instanceof ConnectException) {
      return Finding.failed("http.unreachable", "url", url);
    }
    String failure = cause == null ? null : cause.getClass().getSimpleName();
    return Finding.failed("http.broken", "url", url, "failure", failure);
  }

  private static @Nullable URI url(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      URI url = URI.create(text.strip());
      boolean web =
          "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
      return web && url.getHost() != null ? url : null;
    } catch (IllegalArgumentException notOne) {
      return null;
    }
  }

  /** Without user, password and query: they may be secrets. */
  private static String shown(URI url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    String path = url.getPath() == null ? "" : url.getPath();
    return url.getScheme() + "://" + url.getHost() + port + path;
  }
}
