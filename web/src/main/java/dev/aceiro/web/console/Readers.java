package dev.aceiro.web.console;

import dev.aceiro.web.words.Words;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/** Finds out who reads: their language from the request, their zone from what the browser told. */
final class Readers {
  /** Cookie in which the console's script keeps the browser's time zone, an IANA id. */
  static final String ZONE = "aceiro-zone";

  private static final ZoneId NOWHERE = ZoneId.of("UTC");

  private final Words words;
  private final LocaleResolver locales;
  private final InstantSource clock;

  Readers(Words words, LocaleResolver locales, InstantSource clock) {
    this.words = words;
    this.locales = locales;
    this.clock = clock;
  }

  Reader of(HttpServletRequest request) {
    ZoneId told = told(WebUtils.getCookie(request, ZONE));
    return new Reader(
        words,
        locales.resolveLocale(request),
        told == null ? NOWHERE : told,
        told != null,
        clock.instant());
  }

  /** The zone of that id, or null where there is none. */
  static @Nullable ZoneId zone(@Nullable String id) {
    try {
      return id == null || id.isBlank() || id.length() > 64 ? null : ZoneId.of(id);
    } catch (DateTimeException unknown) {
      return null;
    }
  }

  private static @Nullable ZoneId told(@Nullable Cookie cookie) {
    return cookie == null ? null : zone(cookie.getValue().replace("%2F", "/"));
  }
}
