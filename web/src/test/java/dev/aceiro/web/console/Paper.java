package dev.aceiro.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** A browser as simple as paper: pages, links, forms, cookies. No script ever runs. */
final class Paper {
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI base;
  private String language = "pt-BR";

  Paper(int port) {
    base = URI.create("http://localhost:" + port);
  }

  Paper speaking(String tag) {
    language = tag;
    return this;
  }

  Paper with(String cookie, String value) {
    HttpCookie one = new HttpCookie(cookie, value);
    one.setPath("/");
    one.setVersion(0);
    cookies.getCookieStore().add(base, one);
    return this;
  }

  Page get(String path) {
    return send(HttpRequest.newBuilder(base.resolve(path)).GET());
  }

  private Page send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(
              request.header("Accept", "text/html").header("Accept-Language", language).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 == 3) {
        String location = answer.headers().firstValue("Location").orElseThrow();
        URI next = answer.uri().resolve(location);
        Page landed = send(HttpRequest.newBuilder(next).GET());
        return new Page(landed.status(), landed.html(), next, landed.headers());
      }
      return new Page(answer.statusCode(), answer.body(), answer.uri(), answer.headers().map());
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** What one got. */
  final class Page {
    private final int status;
    private final String html;
    private final URI at;
    private final Map<String, List<String>> headers;

    Page(int status, String html, URI at, Map<String, List<String>> headers) {
      this.status = status;
      this.html = html;
      this.at = at;
      this.headers = headers;
    }

    int status() {
      return status;
    }

    String html() {
      return html;
    }

    URI at() {
      return at;
    }

    Map<String, List<String>> headers() {
      return headers;
    }

    /** What stands on it, without its markup. */
    String text() {
      return HtmlUtils.htmlUnescape(
          html.replaceAll("(?s)<(script|style)[^>]*>.*?</\\1>", " ")
              .replaceAll("<[^>]+>", " ")
              .replaceAll("\\s+", " "));
    }

    /** What stands in the element of that id, up to the end of its section. */
    String part(String id) {
      int from = html.indexOf("id=\"" + id + "\"");
      assertThat(from).as("#" + id).isPositive();
      int to = html.indexOf("</section>", from);
      return to < 0 ? html.substring(from) : html.substring(from, to);
    }

    List<String> forms() {
      return all("<form[^>]*\\bid=\"([^\"]+)\"");
    }

    List<String> all(String pattern) {
      List<String> found = new ArrayList<>();
      Matcher matcher = Pattern.compile(pattern).matcher(html);
      while (matcher.find()) {
        found.add(HtmlUtils.htmlUnescape(matcher.group(1)));
      }
      return found;
    }

    boolean hasForm(String id) {
      return forms().contains(id);
    }

    Form form(String id) {
      Matcher matcher =
          Pattern.compile("(?s)<form([^>]*\\bid=\"" + Pattern.quote(id) + "\"[^>]*)>(.*?)</form>")
              .matcher(html);
      assertThat(matcher.find()).as("form %s among %s", id, forms()).isTrue();
      return new Form(attribute(matcher.group(1), "action"), matcher.group(2));
    }
  }

  private static String attribute(String tag, String name) {
    Matcher matcher = Pattern.compile("(?:^|\\s)" + name + "=\"([^\"]*)\"").matcher(tag);
    return matcher.find() ? HtmlUtils.htmlUnescape(matcher.group(1)) : "";
  }

  /** A form with what stands in it. */
  final class Form {
    private final String action;
    private final String inside;
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    Form(String action, String inside) {
      this.action = action;
      this.inside = inside;
      Matcher inputs = Pattern.compile("<input([^>]*)>").matcher(inside);
      while (inputs.find()) {
        String tag = inputs.group(1);
        String type = attribute(tag, "type");
        boolean box = type.equals("radio") || type.equals("checkbox");
        if (!box || tag.contains("checked")) {
          add(attribute(tag, "name"), attribute(tag, "value"));
        }
      }
      Matcher texts = Pattern.compile("(?s)<textarea([^>]*)>(.*?)</textarea>").matcher(inside);
      while (texts.find()) {
        // As a browser does: the first line break belongs to the markup.
        add(
            attribute(texts.group(1), "name"),
            HtmlUtils.htmlUnescape(texts.group(2)).replaceFirst("^\\n", ""));
      }
      Matcher selects = Pattern.compile("(?s)<select([^>]*)>(.*?)</select>").matcher(inside);
      while (selects.find()) {
        Matcher chosen = Pattern.compile("<option([^>]*selected[^>]*)>").matcher(selects.group(2));
        add(
            attribute(selects.group(1), "name"),
            chosen.find() ? attribute(chosen.group(1), "value") : "");
      }
    }

    /** Its markup. */
    String inside() {
      return HtmlUtils.htmlUnescape(inside);
    }

    private void add(String name, String value) {
      values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
    }

    String value(String name) {
      return String.join("|", values.getOrDefault(name, List.of()));
    }

    Map<String, List<String>> values() {
      return values;
    }

    Form set(String name, String... texts) {
      values.put(name, List.of(texts));
      return this;
    }

    Page submit() {
      return submitTo(action);
    }

    /** As a button with an address of its own does. */
    Page submitTo(String address) {
      String body =
          values.entrySet().stream()
              .flatMap(
                  entry ->
                      entry.getValue().stream()
                          .map(value -> encoded(entry.getKey()) + "=" + encoded(value)))
              .collect(Collectors.joining("&"));
      return send(
          HttpRequest.newBuilder(base.resolve(address))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }
}
