package dev.aceiro.web.security;

import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.problem.ProblemDetails;
import dev.aceiro.web.security.Asker.Machine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets machines in by {@code Authorization: Bearer}. */
final class TokenFilter extends OncePerRequestFilter {
  private static final String SCHEME = "bearer ";

  private final ApiTokens tokens;
  private final ProblemDetails problems;

  TokenFilter(ApiTokens tokens, ProblemDetails problems) {
    this.tokens = tokens;
    this.problems = problems;
  }

  /** Whether a request carries one, valid or not. */
  static boolean carriesToken(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.toLowerCase(Locale.ROOT).startsWith(SCHEME);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    Optional<Machine> carrier =
        header == null
            ? Optional.empty()
            : tokens.carrier(header.substring(SCHEME.length()).strip());
    if (carrier.isEmpty()) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
      problems.write(Problem.of(HttpStatus.UNAUTHORIZED, "INVALID_TOKEN"), request, response);
      return;
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(new AskerAuthentication(carrier.get()));
    SecurityContextHolder.setContext(context);
    try {
      chain.doFilter(request, response);
    } finally {
      SecurityContextHolder.clearContext();
    }
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }
}
