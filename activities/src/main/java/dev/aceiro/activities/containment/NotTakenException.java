package dev.aceiro.activities.containment;

import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The call certainly did not take effect, and may be made later: throttled, or never sent. For a
 * read: try again.
 */
public final class NotTakenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;
  private final TreeMap<String, String> params;

  /** A call not taken, with the reason and its parameters: names and values in turn. */
  public NotTakenException(
      String code, @Nullable Throwable cause, @Nullable String... namesAndValues) {
    super(code, cause);
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
