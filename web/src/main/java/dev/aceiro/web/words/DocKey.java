package dev.aceiro.web.words;

import java.util.Locale;

/** The key of what a handler's {@code @Doc} says of a parameter: the sentence's own words. */
public final class DocKey {
  private DocKey() {}

  /** {@code parameter-doc.name-of-the-rule} for {@code Name of the rule.} */
  public static String of(String sentence) {
    String words = sentence.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return "parameter-doc." + words.replaceAll("^-|-$", "");
  }
}
