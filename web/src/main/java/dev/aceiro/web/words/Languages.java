package dev.aceiro.web.words;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * Which of the languages we speak a request gets: the cookie {@value #COOKIE}, else the best of
 * {@code Accept-Language}, else English. Any Portuguese is answered in pt-BR.
 */
public final class Languages implements LocaleResolver {
  /** Name of the cookie in which a person keeps a choice, {@code pt-BR} or {@code en}. */
  public static final String COOKIE = "aceiro-language";

  /** Brazilian Portuguese. */
  public static final Locale PORTUGUESE = Locale.forLanguageTag("pt-BR");

  /** The languages we speak; the first is the one for everybody else. */
  public static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, PORTUGUESE);

  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    Cookie chosen = WebUtils.getCookie(request, COOKIE);
    return chosen == null
        ? accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE))
        : best(chosen.getValue());
  }

  /**
   * Remembers a choice for a year.
   *
   * @param locale null forgets it
   */
  @Override
  public void setLocale(
      HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
    if (response == null) {
      return;
    }
    Cookie cookie = new Cookie(COOKIE, locale == null ? "" : locale.toLanguageTag());
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(request.isSecure());
    cookie.setAttribute("SameSite", "Lax");
    cookie.setMaxAge(locale == null ? 0 : 365 * 24 * 3600);
    response.addCookie(cookie);
  }

  /** What whoever sits at this machine reads. */
  public static Locale ofThisMachine() {
    return best(Locale.getDefault().toLanguageTag());
  }

  /**
   * The locale of a process. Java knows only the locales whose files the machine has, as few
   * containers do: where it fell back to English, what the person's own settings ask for counts if
   * we speak it.
   *
   * @param found what Java made of the machine
   * @param environment the process's variables
   */
  public static Locale ofProcess(Locale found, Map<String, String> environment) {
    if (!found.getLanguage().equals("en")) {
      return found;
    }
    for (String variable : List.of("LC_ALL", "LC_MESSAGES", "LANG")) {
      String value = environment.getOrDefault(variable, "");
      if (!value.isBlank()) {
        String tag = value.split("[.@]", 2)[0].replace('_', '-');
        return best(tag).equals(PORTUGUESE) ? PORTUGUESE : found;
      }
    }
    return found;
  }

  /** The best we can do for the value of an {@code Accept-Language} header. */
  public static Locale accepted(@Nullable String header) {
    return header == null || header.isBlank() ? Locale.ENGLISH : best(header);
  }

  private static Locale best(String ranges) {
    try {
      for (Locale.LanguageRange range : Locale.LanguageRange.parse(ranges)) {
        String language = Locale.forLanguageTag(range.getRange()).getLanguage();
        for (Locale spoken : SPOKEN) {
          if (range.getWeight() > 0 && spoken.getLanguage().equals(language)) {
            return spoken;
          }
        }
      }
    } catch (IllegalArgumentException unreadable) {
      return Locale.ENGLISH;
    }
    return Locale.ENGLISH;
  }
}
