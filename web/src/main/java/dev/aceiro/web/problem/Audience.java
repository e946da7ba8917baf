package dev.aceiro.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Who reads the answer to a request: a program gets problem details, a person gets a page. */
public enum Audience {
  PROGRAM,
  PERSON;

  /** By the path, and elsewhere by what the caller says it accepts. */
  public static Audience of(HttpServletRequest request) {
    return of(path(request), request.getHeader(HttpHeaders.ACCEPT));
  }

  /**
   * The same where there is no more than this.
   *
   * @param path inside the application
   * @param accept what the caller says it accepts
   */
  static Audience of(String path, @Nullable String accept) {
    if (path.startsWith("/api/")
        || path.startsWith("/alarms/")
        || path.startsWith("/v3/")
        || path.startsWith("/actuator")) {
      return PROGRAM;
    }
    return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE) ? PERSON : PROGRAM;
  }

  private static String path(HttpServletRequest request) {
    Object original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String uri = original == null ? request.getRequestURI() : original.toString();
    return uri.substring(Math.min(uri.length(), request.getContextPath().length()));
  }
}
