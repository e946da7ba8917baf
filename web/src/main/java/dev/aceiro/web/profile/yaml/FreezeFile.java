package dev.aceiro.web.profile.yaml;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code freeze.yaml}: when nothing is deployed.
 *
 * @param windows announced freezes
 * @param announcedBy roles that announce them
 * @param exceptions what may go out all the same
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record FreezeFile(
    List<Freeze> windows,
    List<String> announcedBy,
    @Nullable Exceptions exceptions,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {
  /** An announced freeze. */
  public record Freeze(
      Instant from,
      Instant until,
      String reason,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}

  /** What may go out all the same. */
  public record Exceptions(
      List<String> severities,
      List<String> approvals,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}
}
