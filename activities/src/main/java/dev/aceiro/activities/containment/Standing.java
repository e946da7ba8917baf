package dev.aceiro.activities.containment;

import dev.aceiro.activities.store.Digests;
import dev.aceiro.workflows.containment.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What stands at a target until somebody changes it, and what an action leaves standing there. */
final class Standing {
  private static final int LONG = 120;
  private static final int DIGEST = 16;

  /** What a handler shows of a secret: a digest by a key that only the responder has. */
  private static final Pattern KEYED = Pattern.compile("#[0-9a-f]{8,64}");

  private Standing() {}

  /**
   * What the action makes of the values it found: the value it sets, empty where it removes one,
   * {@link Reading#ANY} where only the service knows it.
   *
   * @param undone whether it has been undone: what it set is then no longer to be expected
   */
  static SortedMap<String, String> left(ActionHandler<?> handler, Before before, boolean undone) {
    SortedMap<String, String> left = new TreeMap<>();
    for (String name : before.relevant().keySet()) {
      left.put(name, Reading.ANY);
    }
    for (Difference difference : before.differences()) {
      String name = difference.name();
      String found = before.relevant().get(name);
      if (!Objects.equals(found, difference.before())) {
        continue;
      }
      if (undone || Objects.equals(difference.before(), difference.after())) {
        left.remove(name);
      } else {
        left.put(name, difference.after() == null ? "" : difference.after());
      }
    }
    left.putAll(handler.leaves(before));
    return left;
  }

  /**
   * Puts back what the action found, in values that were read after it.
   *
   * @param standing the values; changed
   * @param same whether a reading of the target shows the same values as the action's capture, so
   *     that one that it removed would be among them
   */
  static void takeBack(
      SortedMap<String, String> standing, ActionHandler<?> handler, Before before, boolean same) {
    SortedMap<String, String> found = handler.standing(before);
    for (String name : left(handler, before, false).keySet()) {
      String value = before.relevant().get(name);
      if (value == null) {
        standing.remove(name);
      } else if (standing.containsKey(name) || same && found != null && found.containsKey(name)) {
        standing.put(name, value);
      }
    }
  }

  /** The values as they may be kept: without secrets, a long one as its digest. */
  static SortedMap<String, String> shown(SortedMap<String, String> values) {
    SortedMap<String, String> shown = new TreeMap<>();
    values.forEach((name, value) -> shown.put(name, shown(name, value)));
    return shown;
  }

  private static String shown(String name, String value) {
    String clean =
        KEYED.matcher(value).matches() ? value : Objects.requireNonNull(Redaction.of(name, value));
    return clean.length() <= LONG
        ? clean
        : "sha256:" + Digests.sha256(clean.getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST);
  }
}
