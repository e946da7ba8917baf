package dev.aceiro.activities.store;

import dev.aceiro.workflows.policy.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents a list shows: those that match every part that says something.
 *
 * @param stages one of these; empty for any
 * @param severities one of these codes; empty for any
 * @param services any of these is affected; empty for any
 * @param profiles one of these; empty for any
 * @param flags all of these are raised; empty for any
 * @param drill whether it is a drill; null for both
 * @param open whether it is not closed; null for both
 * @param q words to find in id, title, scenario or services; null or blank for any
 */
public record IncidentFilter(
    List<Stage> stages,
    List<String> severities,
    List<String> services,
    List<String> profiles,
    List<String> flags,
    @Nullable Boolean drill,
    @Nullable Boolean open,
    @Nullable String q) {
  /** All incidents. */
  public static final IncidentFilter ALL =
      new IncidentFilter(List.of(), List.of(), List.of(), List.of(), List.of(), null, null, null);

  /** Those that are not closed. */
  public static final IncidentFilter OPEN =
      new IncidentFilter(List.of(), List.of(), List.of(), List.of(), List.of(), null, true, null);
}
