package dev.aceiro.workflows.policy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes a post-mortem owed. All that it says must hold; any rule is enough.
 *
 * @param severities the worst severity the incident had is one of these; empty for any
 * @param recurrence only if the scenario came back that often with one of the severities, or null
 * @param flag only while this flag is up, or null
 */
public record MandatoryRule(
    List<String> severities, @Nullable Recurrence recurrence, @Nullable String flag) {

  /** Severities that are not said are any. */
  public MandatoryRule {
    severities = severities == null ? List.of() : severities;
  }

  /** A rule for severities alone. */
  public static MandatoryRule severities(List<String> severities) {
    return new MandatoryRule(severities, null, null);
  }

  /** A rule for one flag alone. */
  public static MandatoryRule flag(String flag) {
    return new MandatoryRule(List.of(), null, flag);
  }

  boolean holds(Facts facts) {
    return (severities.isEmpty() || severities.contains(facts.worstSeverity()))
        && (recurrence == null || recurs(facts, recurrence))
        && (flag == null || facts.flags().containsKey(flag));
  }

  private boolean recurs(Facts facts, Recurrence often) {
    return !Frequency.exceeded(
            facts, severities, often.moreThan(), often.within(), facts.openedAt())
        .isEmpty();
  }

  /**
   * More than so many incidents of the scenario in a window, the present one counted.
   *
   * @param moreThan how many are not yet a recurrence
   * @param within the window's length
   */
  public record Recurrence(int moreThan, Duration within) {}
}
