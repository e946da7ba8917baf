package dev.aceiro.workflows.containment;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Somebody's word that a hold may go.
 *
 * @param hold which
 * @param person who
 * @param roles those they hold of the ones that the hold names
 * @param at when (UTC)
 */
public record HoldLift(Hold hold, String person, List<String> roles, Instant at) {
  /** Roles for which nobody of their own has spoken: one person speaks for one role. */
  public static List<String> missing(List<String> roles, List<HoldLift> said) {
    SortedMap<String, HoldLift> spoken = new TreeMap<>();
    for (HoldLift lift : said) {
      speak(lift, spoken, new LinkedHashSet<>());
    }
    return roles.stream().filter(role -> !spoken.containsKey(role)).toList();
  }

  /** Finds a role for a person, also by giving another person another of theirs. */
  private static boolean speak(
      HoldLift lift, SortedMap<String, HoldLift> spoken, Set<String> tried) {
    for (String role : lift.roles()) {
      if (tried.add(role)) {
        HoldLift present = spoken.get(role);
        if (present == null || speak(present, spoken, tried)) {
          spoken.put(role, lift);
          return true;
        }
      }
    }
    return false;
  }
}
