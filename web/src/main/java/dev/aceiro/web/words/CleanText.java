package dev.aceiro.web.words;

import dev.aceiro.activities.store.Digests;

/**
 * Text of others made harmless for storing and showing: no NUL and other control characters, no
 * halves of surrogate pairs, nothing that turns the direction of writing, bounded. It stays text:
 * what looks like markup is kept as it is.
 */
public final class CleanText {

  private static final String REPLACEMENT = "\uFFFD";

  private CleanText() {}

  /** One line. */
  public static String line(String text, int max) {
    return clean(text, max, false).strip();
  }

  /** Lines, as they are. */
  public static String lines(String text, int max) {
    return clean(text, max, true).strip();
  }

  /** An identifier: what is longer keeps its difference in a digest. */
  public static String key(String text, int max) {
    String whole = clean(text, Integer.MAX_VALUE, false).strip();
    if (whole.length() <= max) {
      return whole;
    }
    String digest = Digests.sha256(whole);
    int end = max - digest.length() - 1;
    return whole.substring(0, Character.isHighSurrogate(whole.charAt(end - 1)) ? end - 1 : end)
        + "~"
        + digest;
  }

  private static String clean(String text, int max, boolean breaks) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), 256));
    int i = 0;
    while (i < text.length()) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      String piece = piece(point, breaks);
      if (out.length() + piece.length() > max) {
        return cut(out, max);
      }
      out.append(piece);
    }
    return out.toString();
  }

  private static String piece(int point, boolean breaks) {
    if (point == '\n' || point == '\t') {
      return breaks ? Character.toString(point) : " ";
    }
    if (Character.isISOControl(point) || point == 0x2028 || point == 0x2029 || point == 0x85) {
      return point == '\r' || point == 0 ? "" : " ";
    }
    if (turnsDirection(point) || point == 0xFEFF) {
      return "";
    }
    boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    boolean nothing = (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
    return half || nothing ? REPLACEMENT : Character.toString(point);
  }

  private static boolean turnsDirection(int point) {
    return point == 0x061C
        || point == 0x200E
        || point == 0x200F
        || (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2066 && point <= 0x2069);
  }

  private static String cut(StringBuilder out, int max) {
    int end = Math.min(out.length(), max - 1);
    if (end > 0 && Character.isHighSurrogate(out.charAt(end - 1))) {
      end--;
    }
    return out.substring(0, end) + "…";
  }
}
