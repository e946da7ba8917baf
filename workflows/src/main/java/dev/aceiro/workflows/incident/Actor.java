package dev.aceiro.workflows.incident;

import java.util.List;

/**
 * Who says something, as {@code web} found out. Stored with what was said.
 *
 * @param person the name they signed in with
 * @param roles the profile's roles they hold at that moment
 * @param via {@code console}, {@code api} or {@code slack}
 */
public record Actor(String person, List<String> roles, String via) {
  /** Aceiro itself: clocks, activities, the playbook. */
  public static final Actor ACEIRO = new Actor("aceiro", List.of(), "aceiro");
}
