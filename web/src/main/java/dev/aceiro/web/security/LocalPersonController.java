package dev.aceiro.web.security;

import dev.aceiro.web.problem.Problem;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Local mode: {@code POST /who} with {@code person} and {@code back} makes a browser's user one of
 * the local people.
 */
@Controller
@ConditionalOnProperty(name = "aceiro.mode", havingValue = "local", matchIfMissing = true)
class LocalPersonController {
  private final LocalPeople people;

  LocalPersonController(LocalPeople people) {
    this.people = people;
  }

  @PostMapping("/who")
  String choose(
      @RequestParam String person,
      @RequestParam(defaultValue = "/") String back,
      HttpServletRequest request,
      HttpServletResponse response) {
    Asker chosen =
        people
            .find(person)
            .orElseThrow(
                () ->
                    Problem.badRequest("UNKNOWN_PERSON").with("person", person).with("known", ""));
    Cookie cookie = new Cookie(LocalPersonFilter.COOKIE, chosen.id());
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(request.isSecure());
    cookie.setAttribute("SameSite", "Strict");
    cookie.setMaxAge((int) Duration.ofDays(30).toSeconds());
    response.addCookie(cookie);
    return "redirect:" + (isOurs(back) ? back : "/");
  }

  /** A path of ours, nothing a browser would read as another host. */
  private static boolean isOurs(String back) {
    return back.startsWith("/") && !back.startsWith("//") && !back.contains("\\");
  }
}
