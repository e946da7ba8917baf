package dev.aceiro.web.security;

import dev.aceiro.web.problem.Audience;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * What needs a CSRF token: every write of a browser. A program that carries nothing a browser would
 * attach by itself needs none.
 */
final class BrowserWrites implements RequestMatcher {
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  @Override
  public boolean matches(HttpServletRequest request) {
    if (READS.contains(request.getMethod())) {
      return false;
    }
    return Audience.of(request) == Audience.PERSON
        || !request.getRequestURI().startsWith(request.getContextPath() + "/api/")
        || request.getHeader(HttpHeaders.COOKIE) != null
        || request.getHeader(HttpHeaders.ORIGIN) != null
        || request.getHeader("Sec-Fetch-Site") != null;
  }
}
