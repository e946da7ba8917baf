package dev.aceiro.web.profile.yaml;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code recovery.yaml}: when it is over.
 *
 * @param criteria checks of every playbook besides its own
 * @param observation the time after resolution
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record RecoveryFile(
    List<CheckEntry> criteria,
    Watching observation,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {
  /** The time after resolution in which a relapse reopens the incident. */
  public record Watching(
      Duration min,
      Duration max,
      @Nullable String alarms,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}
}
