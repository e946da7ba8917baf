package dev.aceiro.workflows.incident;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parameters of a code, in the order of their names. */
public final class Params {
  private Params() {}

  /** No parameters. */
  public static SortedMap<String, String> none() {
    return new TreeMap<>();
  }

  /**
   * Names and values in turn; a null value is left out.
   *
   * @throws IllegalArgumentException if a name has no value
   */
  public static SortedMap<String, String> of(@Nullable String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a name without a value");
    }
    SortedMap<String, String> params = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String name = namesAndValues[i];
      String value = namesAndValues[i + 1];
      if (name != null && value != null) {
        params.put(name, value);
      }
    }
    return params;
  }
}
