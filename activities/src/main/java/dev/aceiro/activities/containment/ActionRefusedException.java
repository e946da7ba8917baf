package dev.aceiro.activities.containment;

import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule or the service refused, and would refuse again: final. Whoever throws it for a call is
 * certain that the call changed nothing.
 */
public final class ActionRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;
  private final TreeMap<String, String> params;

  /** A refusal with its reason as a code, and the code's parameters: names and values in turn. */
  public ActionRefusedException(String code, @Nullable String... namesAndValues) {
    super(code);
    this.code = code;
    this.params = new TreeMap<>(Params.of(namesAndValues));
  }

  /** Why. */
  public String code() {
    return code;
  }

  /** The code's parameters. */
  public SortedMap<String, String> params() {
    return params;
  }
}
