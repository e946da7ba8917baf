package dev.aceiro.activities.containment;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a text what looks like a secret. The second line of defence: handlers choose what
 * they show, and a secret has no business there.
 */
public final class Redaction {
  private static final String HIDDEN = "•••";

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i).*(pass(word|wd|phrase)|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential|authorization|cookie|dsn).*");

  private static final List<Pattern> WHOLE =
      List.of(
          Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(-----END [A-Z ]*-----|$)"),
          Pattern.compile("\\b(AKIA|ASIA)[A-Z0-9]{16}\\b"),
          Pattern.compile("\\bey[JK][A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{4,}(\\.[A-Za-z0-9_-]*)?"),
          Pattern.compile("\\bxox[a-z]-[A-Za-z0-9-]{8,}"),
          Pattern.compile(
              "\\b(gh[opsur]_|github_pat_|glpat-|sk_live_|rk_live_)[A-Za-z0-9_-]{10,}"));

  /** {@code scheme://user:password@host}. */
  private static final Pattern USER_INFO = Pattern.compile("(\\w+://[^\\s/:@]*):[^\\s/@]+@");

  /** {@code password=x}, {@code "token": "x"}, {@code Authorization: Bearer x}. */
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)((?:pass(?:word|wd|phrase)|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential|authorization)\\w*[\"']?\\s*[=:]\\s*(?:(?:bearer|basic)\\s+)?)(\"[^\"]*\"|'[^']*'|[^\\s,;&}\\]\"']+)");

  private Redaction() {}

  /** The text without what looks like a secret. */
  public static String of(String text) {
    String clean = text;
    for (Pattern pattern : WHOLE) {
      clean = pattern.matcher(clean).replaceAll(HIDDEN);
    }
    clean = USER_INFO.matcher(clean).replaceAll("$1:" + HIDDEN + "@");
    return ASSIGNED.matcher(clean).replaceAll("$1" + HIDDEN);
  }

  /** The value, hidden whole if its name says that it is a secret. */
  static @Nullable String of(String name, @Nullable String value) {
    if (value == null) {
      return null;
    }
    return SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches() ? HIDDEN : of(value);
  }

  /** The same for parameters of a code, each at most {@code most} characters. */
  static SortedMap<String, String> of(SortedMap<String, String> params, int most) {
    SortedMap<String, String> clean = new TreeMap<>();
    params.forEach((name, value) -> clean.put(name, shortened(of(value), most)));
    return clean;
  }

  static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }
}
