package dev.aceiro.activities.containment;

import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * That a call was accepted, or that a person has been asked.
 *
 * @param withPerson whether a person carries it out and reports
 * @param params what is worth knowing of it, such as the id of what was made; never a secret
 */
public record Receipt(boolean withPerson, SortedMap<String, String> params) {

  /** The service accepted the call; names and values in turn. */
  public static Receipt accepted(@Nullable String... namesAndValues) {
    return new Receipt(false, Params.of(namesAndValues));
  }

  /** A person carries it out; names and values in turn. */
  public static Receipt withPerson(@Nullable String... namesAndValues) {
    return new Receipt(true, Params.of(namesAndValues));
  }
}
