package dev.aceiro.workflows.containment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an incident would leave behind: how the targets of its playbook differ from what they were
 * when it was declared, but for what its ledger accounts for.
 */
public final class Leftovers {
  /** Code of a target of which nobody knows what it was. */
  public static final String NO_BASELINE = "NO_BASELINE";

  /** Code of a value that is another. */
  public static final String CHANGED = "CHANGED";

  private Leftovers() {}

  /**
   * One thing that is not as it was, or of which nobody can say so.
   *
   * @param target the target as people read it
   * @param name which value; empty where it is about the whole target
   * @param before what it was, or null where there was none
   * @param after what it is, or null where there is none
   * @param code {@link #CHANGED}, {@link #NO_BASELINE}, or why the target cannot be read
   */
  public record Found(
      String target, String name, @Nullable String before, @Nullable String after, String code) {}

  /** The differences that no entry of the ledger explains, in the order of the playbook. */
  public static List<Found> compare(List<Reading> baseline, List<Reading> present) {
    List<Found> all = new ArrayList<>();
    for (Reading was : baseline) {
      for (Found found : compare(was, of(was.step(), present))) {
        if (!all.contains(found)) {
          all.add(found);
        }
      }
    }
    return all;
  }

  private static @Nullable Reading of(SurveyStep step, List<Reading> present) {
    return present.stream().filter(r -> r.step().equals(step)).findFirst().orElse(null);
  }

  private static List<Found> compare(Reading was, @Nullable Reading is) {
    return switch (was.state()) {
      case LEFT_OUT -> List.of();
      case UNREADABLE ->
          is != null && is.state() == Reading.State.LEFT_OUT
              ? List.of()
              : List.of(new Found(named(was, is), "", null, null, NO_BASELINE));
      case READ ->
          is == null || is.state() != Reading.State.READ
              ? List.of(
                  new Found(was.target(), "", null, null, is == null ? NO_BASELINE : is.code()))
              : values(was, is);
    };
  }

  private static List<Found> values(Reading was, Reading is) {
    List<Found> found = new ArrayList<>();
    SortedSet<String> names = new TreeSet<>(was.values().keySet());
    names.addAll(is.values().keySet());
    for (String name : names) {
      String before = was.values().get(name);
      String after = is.values().get(name);
      if (!Objects.equals(before, after) && !explained(is.accounted().get(name), after)) {
        found.add(new Found(was.target(), name, before, after, CHANGED));
      }
    }
    return found;
  }

  private static boolean explained(@Nullable String accounted, @Nullable String after) {
    return accounted != null
        && (accounted.equals(Reading.ANY) || accounted.equals(after == null ? "" : after));
  }

  private static String named(Reading was, @Nullable Reading is) {
    if (!was.target().isEmpty()) {
      return was.target();
    }
    return is == null || is.target().isEmpty() ? was.step().type() : is.target();
  }
}
