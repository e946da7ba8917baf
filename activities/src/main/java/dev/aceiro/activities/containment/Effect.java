package dev.aceiro.activities.containment;

import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What reading the world says about a call whose answer nobody has.
 *
 * @param kind what it says
 * @param params what is worth knowing of it; never a secret
 */
public record Effect(Kind kind, SortedMap<String, String> params) {
  /** What reading says. */
  public enum Kind {
    /** The effect is not there. */
    ABSENT,
    /** The effect is there, and nothing but this call can have made it. */
    OURS,
    /** The effect is there, but somebody else may have made it. */
    UNPROVEN
  }

  /** The effect is not there. */
  public static Effect absent() {
    return new Effect(Kind.ABSENT, Params.none());
  }

  /** The effect is this call's; names and values in turn. */
  public static Effect ours(@Nullable String... namesAndValues) {
    return new Effect(Kind.OURS, Params.of(namesAndValues));
  }

  /** The effect may be somebody else's; names and values in turn. */
  public static Effect unproven(@Nullable String... namesAndValues) {
    return new Effect(Kind.UNPROVEN, Params.of(namesAndValues));
  }
}
