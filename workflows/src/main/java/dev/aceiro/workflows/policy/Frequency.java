package dev.aceiro.workflows.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How often a scenario happened in a window, the present incident counted. */
final class Frequency {
  private Frequency() {}

  /**
   * The instants from {@code from} on at which more than so many incidents of the scenario had
   * opened in the window that ends there: {@code from} itself, and each opening after it.
   *
   * @param severities only incidents of these count; empty for all
   */
  static List<Instant> exceeded(
      Facts facts, List<String> severities, int moreThan, Duration within, Instant from) {
    List<Instant> openings = openings(facts, severities);
    List<Instant> ends = new ArrayList<>(openings);
    ends.add(from);
    return ends.stream()
        .filter(end -> !end.isBefore(from))
        .filter(end -> openings.stream().filter(o -> in(o, end, within)).count() > moreThan)
        .sorted()
        .distinct()
        .toList();
  }

  private static List<Instant> openings(Facts facts, List<String> severities) {
    List<Instant> openings = new ArrayList<>();
    String scenario = facts.scenario();
    if (scenario == null) {
      return openings;
    }
    if (severities.isEmpty() || severities.contains(facts.worstSeverity())) {
      openings.add(facts.openedAt());
    }
    for (Occurrence other : facts.occurrences()) {
      if (other.scenario().equals(scenario)
          && (severities.isEmpty() || severities.contains(other.severity()))) {
        openings.add(other.at());
      }
    }
    return openings;
  }

  private static boolean in(Instant opening, Instant end, Duration within) {
    return !opening.isAfter(end) && !opening.isBefore(end.minus(within));
  }
}
