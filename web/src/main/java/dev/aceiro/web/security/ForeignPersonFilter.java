package dev.aceiro.web.security;

import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.problem.ProblemDetails;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Outside local mode nobody says whom they are: a caller who tries is told, not silently taken for
 * another.
 */
final class ForeignPersonFilter extends OncePerRequestFilter {
  private final ProblemDetails problems;

  ForeignPersonFilter(ProblemDetails problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getHeader(LocalPersonFilter.HEADER) != null) {
      problems.write(Problem.badRequest("PERSON_NOT_CHOSEN_HERE"), request, response);
      return;
    }
    chain.doFilter(request, response);
  }
}
