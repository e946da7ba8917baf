package dev.aceiro.web.profile.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code triage.yaml}: what triage must find out.
 *
 * @param fields what is asked
 * @param suspendDeploys whether deploys wait until the incident is stable
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record TriageFile(
    List<Question> fields,
    boolean suspendDeploys,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {
  /** A field of the triage. */
  public record Question(
      String id,
      @Nullable String label,
      boolean required,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}
}
