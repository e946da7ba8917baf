package dev.aceiro.web.security;

import dev.aceiro.web.problem.Audience;
import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.problem.ProblemDetails;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** What somebody gets who may not: people are led to sign in, programs get a problem. */
final class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {
  private final ProblemDetails problems;

  SecurityProblems(ProblemDetails problems) {
    this.problems = problems;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
      throws IOException {
    if (Audience.of(request) == Audience.PERSON) {
      response.sendRedirect(request.getContextPath() + "/login");
      return;
    }
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    problems.write(Problem.of(HttpStatus.UNAUTHORIZED, "NOT_SIGNED_IN"), request, response);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
      throws IOException {
    boolean csrf = exception instanceof CsrfException;
    problems.send(Problem.of(HttpStatus.FORBIDDEN, csrf ? "CSRF" : "FORBIDDEN"), request, response);
  }
}
