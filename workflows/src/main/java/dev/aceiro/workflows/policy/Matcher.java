package dev.aceiro.workflows.policy;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which alarms that no catalogue knows deserve a severity. What it says must all hold.
 *
 * @param name a glob over the alarm's name, {@code *} for any text and {@code ?} for one character;
 *     null for any name
 * @param labels globs over the alarm's labels, by the label's name
 */
public record Matcher(@Nullable String name, SortedMap<String, String> labels) {

  /** Labels that are not said match. */
  public Matcher {
    labels = labels == null ? new TreeMap<>() : labels;
  }

  /** Whether an alarm of that name with those labels matches. */
  public boolean matches(String alarm, SortedMap<String, String> of) {
    return (name == null || glob(name, alarm))
        && labels.entrySet().stream()
            .allMatch(
                label -> {
                  String value = of.get(label.getKey());
                  return value != null && glob(label.getValue(), value);
                });
  }

  /** Compares without a regular expression: a pattern from a file must not be able to stall. */
  private static boolean glob(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int from = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        from = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++from;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
