package dev.aceiro.web.security;

import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.problem.ProblemDetails;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a foreign web page makes a browser do: reach us by another name (DNS rebinding), or
 * write to us from another site. Reads of another site get no answer they could see, as we send no
 * CORS headers.
 */
final class AddressGuard extends OncePerRequestFilter {
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  /** Probes of an orchestrator call by address; what they learn is no secret. */
  private static final Set<String> PROBES = Set.of("/livez", "/readyz");

  private final Hosts hosts;
  private final ProblemDetails problems;

  AddressGuard(Hosts hosts, ProblemDetails problems) {
    this.hosts = hosts;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String host = request.getHeader(HttpHeaders.HOST);
    // Whoever names no host at all is no browser.
    if (host != null && !hosts.allows(host) && !PROBES.contains(request.getRequestURI())) {
      Problem misdirected =
          Problem.of(HttpStatus.MISDIRECTED_REQUEST, "HOST_NOT_OURS").with("host", host);
      problems.write(misdirected, request, response);
      return;
    }
    if (!READS.contains(request.getMethod()) && fromElsewhere(request, host)) {
      problems.write(Problem.of(HttpStatus.FORBIDDEN, "CROSS_SITE"), request, response);
      return;
    }
    chain.doFilter(request, response);
  }

  private boolean fromElsewhere(HttpServletRequest request, @Nullable String host) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.toLowerCase(Locale.ROOT).matches("same-origin|none");
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin != null && !hosts.owns(origin, host);
  }
}
