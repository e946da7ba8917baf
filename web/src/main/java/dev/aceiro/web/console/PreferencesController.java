package dev.aceiro.web.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** What a browser remembers of its reader: the language, and light or dark. */
@Controller
class PreferencesController {
  private final LocaleResolver locales;

  PreferencesController(LocaleResolver locales) {
    this.locales = locales;
  }

  @PostMapping("/preferences")
  String remember(
      @RequestParam(required = false) @Nullable String language,
      @RequestParam(required = false) @Nullable String theme,
      @RequestParam(defaultValue = "/") String back,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (language != null) {
      locales.setLocale(request, response, Locale.forLanguageTag(language));
    }
    if (theme != null) {
      Cookie cookie = new Cookie(ShellAdvice.THEME, theme);
      boolean known = ShellAdvice.theme(cookie) != null;
      cookie.setValue(known ? theme : "");
      cookie.setPath("/");
      cookie.setHttpOnly(true);
      cookie.setSecure(request.isSecure());
      cookie.setAttribute("SameSite", "Lax");
      cookie.setMaxAge(known ? (int) Duration.ofDays(365).toSeconds() : 0);
      response.addCookie(cookie);
    }
    return "redirect:" + (isOurs(back) ? back : "/");
  }

  /** A path of ours, nothing a browser would read as another host. */
  private static boolean isOurs(String back) {
    return back.startsWith("/") && !back.startsWith("//") && !back.contains("\\");
  }
}
