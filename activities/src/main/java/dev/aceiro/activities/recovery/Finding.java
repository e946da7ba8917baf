package dev.aceiro.activities.recovery;

import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param passed whether it is as it should be
 * @param code what was found
 * @param params the code's parameters; never a secret
 */
public record Finding(boolean passed, String code, SortedMap<String, String> params) {

  /** It is as it should be; names and values in turn. */
  public static Finding passed(String code, @Nullable String... namesAndValues) {
    return new Finding(true, code, Params.of(namesAndValues));
  }

  /** It is not as it should be, or nobody can tell; names and values in turn. */
  public static Finding failed(String code, @Nullable String... namesAndValues) {
    return new Finding(false, code, Params.of(namesAndValues));
  }
}
