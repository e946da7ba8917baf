package dev.aceiro.web.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets through what asks how a process is, and nothing else. */
final class HealthOnly extends OncePerRequestFilter {

  private static final List<String> OPEN = List.of("/livez", "/readyz");
  private static final String ACTUATOR = "/actuator/";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getRequestURI();
    if (OPEN.contains(path) || path.startsWith(ACTUATOR)) {
      chain.doFilter(request, response);
    } else {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    }
  }
}
