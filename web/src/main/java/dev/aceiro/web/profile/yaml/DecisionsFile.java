package dev.aceiro.web.profile.yaml;

import dev.aceiro.workflows.containment.Hold;
import dev.aceiro.workflows.containment.Risk;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code decisions.yaml}: who may say what, and how many must approve.
 *
 * @param decisions roles by decision
 * @param approvals by risk
 * @param approvalValidFor how long what was found counts
 * @param holds when actions are held back, and who lets them go
 * @param automatic when automatic steps of playbooks run without an approval
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record DecisionsFile(
    SortedMap<String, List<String>> decisions,
    List<Approval> approvals,
    Duration approvalValidFor,
    List<HoldEntry> holds,
    @Nullable AutomaticEntry automatic,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {
  /** When automatic steps run without an approval. */
  public record AutomaticEntry(
      List<String> severities,
      List<String> environments,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}

  /** When a hold stands, besides for the playbooks that name it, and who lifts it. */
  public record HoldEntry(
      Hold hold,
      List<String> flags,
      List<String> liftedBy,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}

  /** How many must approve an action of a risk, and how many run at once. */
  public record Approval(
      Risk risk,
      int count,
      List<String> roles,
      @Nullable Boolean proposerCounts,
      @Nullable Integer atOncePerEnvironment,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}
}
