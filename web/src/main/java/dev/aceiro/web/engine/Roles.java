package dev.aceiro.web.engine;

import java.util.Set;

/**
 * What this process does.
 *
 * @param all its roles, at least one
 */
public record Roles(Set<Role> all) {

  /** Whether it does that. */
  public boolean has(Role role) {
    return all.contains(role);
  }
}
