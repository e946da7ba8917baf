package dev.aceiro.web.engine;

import dev.aceiro.web.StartupFailure;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What one process of an installation does; by default everything. */
public enum Role {
  /** Takes alarms in, serves console and API. Every process serves its health. */
  WEB,
  /** Runs workflows, writes the record, sends messages, runs checks. */
  WORKER,
  /** Holds the credentials of clouds and acts on them. */
  RESPONDER;

  /**
   * @param roles {@code aceiro.roles}: names separated by commas, in any case
   * @throws StartupFailure if there is no such role, or none at all
   */
  public static Set<Role> parse(String roles) {
    Set<Role> parsed = EnumSet.noneOf(Role.class);
    for (String name : roles.split(",")) {
      try {
        if (!name.isBlank()) {
          parsed.add(valueOf(name.strip().toUpperCase(Locale.ROOT)));
        }
      } catch (IllegalArgumentException e) {
        throw unknown(roles);
      }
    }
    if (parsed.isEmpty()) {
      throw unknown(roles);
    }
    return parsed;
  }

  private static StartupFailure unknown(String roles) {
    return new StartupFailure(
        "aceiro.roles is '%s': set it to one or more of %s, separated by commas."
            .formatted(roles, Arrays.toString(values()).toLowerCase(Locale.ROOT)));
  }
}
