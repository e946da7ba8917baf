package dev.aceiro.web.problem;

import dev.aceiro.web.words.Languages;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

/**
 * What the container refuses before any of our code sees it, such as a path with {@code %2F}:
 * programs get a problem in their language here too, people the container's own page.
 */
final class RefusedRequests extends ErrorReportValve {
  private static final int ERROR = 400;

  private final ProblemDetails problems;
  private final String contextPath;

  /**
   * @param contextPath the application's, which a request that is refused may not know
   */
  RefusedRequests(ProblemDetails problems, String contextPath) {
    this.problems = problems;
    this.contextPath = contextPath;
    setShowReport(false);
    setShowServerInfo(false);
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    if (response.getStatus() < ERROR
        || Audience.of(path(request), request.getHeader(HttpHeaders.ACCEPT)) == Audience.PERSON) {
      super.report(request, response, throwable);
      return;
    }
    if (response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      write(
          ProblemAdvice.ofStatus(HttpStatusCode.valueOf(response.getStatus())), request, response);
    } catch (IOException gone) {
      container.getLogger().debug("the caller is gone", gone);
    }
  }

  private void write(Problem problem, Request request, Response response) throws IOException {
    Locale locale = Languages.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    problems.headers(problem, locale, response);
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    PrintWriter writer = response.getReporter();
    if (writer != null) {
      writer.write(problems.text(problem, locale));
      response.finishResponse();
    }
  }

  private String path(Request request) {
    String uri = request.getRequestURI();
    return uri == null ? "" : uri.substring(Math.min(uri.length(), contextPath.length()));
  }
}
