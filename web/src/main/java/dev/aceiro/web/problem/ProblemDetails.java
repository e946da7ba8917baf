package dev.aceiro.web.problem;

import dev.aceiro.web.words.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts problems into words: as a response entity, or straight onto a response where no controller
 * is in sight.
 */
public final class ProblemDetails {
  private final Words words;
  private final LocaleResolver locales;
  private final JsonMapper json;

  ProblemDetails(Words words, LocaleResolver locales, JsonMapper json) {
    this.words = words;
    this.locales = locales;
    this.json = json;
  }

  /** The problem as a program reads it, in the language of the request. */
  public ProblemDetail detail(Problem problem, HttpServletRequest request) {
    return detail(problem, locales.resolveLocale(request));
  }

  private ProblemDetail detail(Problem problem, Locale locale) {
    String key = "problem." + problem.code();
    ProblemDetail detail = ProblemDetail.forStatus(problem.status());
    detail.setType(type(problem));
    detail.setTitle(title(problem, key, locale));
    String said = problem.words() == null ? key + ".detail" : problem.words();
    detail.setDetail(words.say(said, problem.params(), locale));
    detail.setProperty("code", wire(problem.code()));
    if (!problem.params().isEmpty()) {
      detail.setProperty("params", problem.params());
    }
    if (!problem.faults().isEmpty()) {
      detail.setProperty("faults", faults(problem.faults(), locale));
    }
    return detail;
  }

  /** The problem as an answer. */
  public ResponseEntity<Object> answer(Problem problem, HttpServletRequest request) {
    HttpHeaders headers = headers(problem, locales.resolveLocale(request));
    return ResponseEntity.status(problem.status())
        .headers(headers)
        .body((Object) detail(problem, request));
  }

  /**
   * Ends a request outside a controller: with the error page for people, with the problem for
   * programs.
   */
  public void send(Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (Audience.of(request) == Audience.PERSON) {
      request.setAttribute(ErrorPages.PROBLEM, problem);
      response.sendError(problem.status().value());
    } else {
      write(problem, request, response);
    }
  }

  /** Writes the problem to a response that nobody has begun to write. */
  public void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(problem.status().value());
    Locale locale = locales.resolveLocale(request);
    headers(problem, locale, response);
    response.getOutputStream().write(text(problem, locale).getBytes(StandardCharsets.UTF_8));
  }

  /** Says in the headers what kind of answer this is. */
  void headers(Problem problem, Locale locale, HttpServletResponse response) {
    headers(problem, locale)
        .forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
  }

  /** The problem as JSON. */
  String text(Problem problem, Locale locale) {
    ProblemDetail detail = detail(problem, locale);
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("type", detail.getType());
    body.put("title", detail.getTitle());
    body.put("status", detail.getStatus());
    body.put("detail", detail.getDetail());
    Map<String, @Nullable Object> more = detail.getProperties();
    if (more != null) {
      body.putAll(more);
    }
    return json.writeValueAsString(body);
  }

  /** A code as programs see it: {@code KEY_REUSED} is {@code key-reused}. */
  public static String wire(String code) {
    return code.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static URI type(Problem problem) {
    return URI.create("urn:aceiro:problem:" + wire(problem.code()));
  }

  private HttpHeaders headers(Problem problem, Locale locale) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    headers.setContentLanguage(locale);
    headers.setCacheControl("no-store");
    String wait = wait(problem);
    if (wait != null) {
      headers.set(HttpHeaders.RETRY_AFTER, wait);
    }
    return headers;
  }

  /** Answers with a page that says what the problem is: its status, and when to come back. */
  public static void head(Problem problem, HttpServletResponse page) {
    page.setStatus(problem.status().value());
    String wait = wait(problem);
    if (wait != null) {
      page.setHeader(HttpHeaders.RETRY_AFTER, wait);
    }
  }

  private static @Nullable String wait(Problem problem) {
    Duration wait = problem.retryAfter();
    return wait == null ? null : Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
  }

  private String title(Problem problem, String key, Locale locale) {
    return words.knows(key + ".title", locale)
        ? words.say(key + ".title", problem.params(), locale)
        : words.say(
            "problem.status." + problem.status().value() + ".title", new TreeMap<>(), locale);
  }

  private List<Map<String, Object>> faults(List<Fault> faults, Locale locale) {
    List<Map<String, Object>> said = new ArrayList<>();
    for (Fault fault : faults) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("pointer", fault.pointer());
      one.put("code", wire(fault.code()));
      SortedMap<String, String> params = new TreeMap<>(fault.params());
      params.putIfAbsent("pointer", fault.pointer());
      one.put("detail", words.say("fault." + fault.code(), params, locale));
      said.add(one);
    }
    return said;
  }
}
