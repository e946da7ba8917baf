package dev.aceiro.web.security;

import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.problem.ProblemDetails;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Local mode: one is whom one says one is, by header (programs) or cookie (browsers). A header that
 * names nobody is an error, a cookie that names nobody is left over from another installation and
 * forgotten.
 */
final class LocalPersonFilter extends OncePerRequestFilter {
  /** The header by which programs name one of the local people. */
  static final String HEADER = "Aceiro-Person";

  /** The cookie in which a browser keeps whom its user chose to be. */
  static final String COOKIE = "aceiro-person";

  private final LocalPeople people;
  private final ProblemDetails problems;

  LocalPersonFilter(LocalPeople people, ProblemDetails problems) {
    this.people = people;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String named = request.getHeader(HEADER);
    Cookie chosen = WebUtils.getCookie(request, COOKIE);
    Asker asker = new Asker.Somebody();
    if (named != null) {
      var person = people.find(named);
      if (person.isEmpty()) {
        problems.write(unknown(named), request, response);
        return;
      }
      asker = person.get();
    } else if (chosen != null) {
      asker = people.find(chosen.getValue()).map(Asker.class::cast).orElse(asker);
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(new AskerAuthentication(asker));
    SecurityContextHolder.setContext(context);
    try {
      chain.doFilter(request, response);
    } finally {
      SecurityContextHolder.clearContext();
    }
  }

  private Problem unknown(String named) {
    return Problem.of(HttpStatus.BAD_REQUEST, "UNKNOWN_PERSON")
        .with("person", named)
        .with("known", people.all().stream().map(Asker::id).collect(Collectors.joining(", ")));
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
