package dev.aceiro.web.profile;

import dev.aceiro.web.words.Words;
import java.util.Comparator;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is wrong in a profile, where.
 *
 * @param file the file, relative to the profiles' folder
 * @param line its line, from 1; 0 where it is about the file as a whole
 * @param path the place in it, such as {@code /1/clocks/notifyWithin}; empty for the whole
 * @param level whether the profile can be used all the same
 * @param code what is wrong; its words are {@code fault.<code>}
 * @param params what the words name
 */
public record Fault(
    String file,
    int line,
    String path,
    Level level,
    String code,
    SortedMap<String, String> params) {

  /** File by file, from top to bottom. */
  static final Comparator<Fault> ORDER =
      Comparator.comparing(Fault::file).thenComparing(Fault::line).thenComparing(Fault::path);

  /** Whether a profile can be used in spite of it. */
  public enum Level {
    ERROR,
    WARNING
  }

  /**
   * A fault.
   *
   * @param params names and values, by turns
   */
  static Fault of(Level level, String file, int line, String path, String code, String... params) {
    SortedMap<String, String> named = new TreeMap<>();
    for (int i = 0; i + 1 < params.length; i += 2) {
      named.put(params[i], params[i + 1]);
    }
    return new Fault(file, line, path, level, code, named);
  }

  /** Whether the profile is refused for it. */
  public boolean error() {
    return level == Level.ERROR;
  }

  /** File, line, place, what is wrong and what would be right, in one line. */
  public String say(Words words, Locale locale) {
    return file
        + (line > 0 ? ":" + line : "")
        + (path.isEmpty() ? "" : " " + path)
        + ": "
        + (error() ? "" : words.say("fault.warning", params, locale) + " ")
        + words.say("fault." + code, params, locale);
  }
}
