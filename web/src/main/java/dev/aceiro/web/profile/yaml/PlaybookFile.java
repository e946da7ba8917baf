package dev.aceiro.web.profile.yaml;

import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A file under {@code playbooks/}: the written answer to one failure.
 *
 * @param scenario its id
 * @param title how people call it
 * @param severity it proposes
 * @param flags raised when an incident turns out to be this
 * @param holds rules that block actions
 * @param symptoms how it looks from outside
 * @param diagnostics guides to go through
 * @param hints what to look at first
 * @param falsePositives what it commonly is
 * @param actions containment steps
 * @param fixes what ends the cause
 * @param checks what must hold before recovery
 * @param rollbackPlan the way back
 * @param escalations of this scenario alone
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record PlaybookFile(
    String scenario,
    String title,
    @Nullable String severity,
    List<String> flags,
    List<String> holds,
    List<String> symptoms,
    List<String> diagnostics,
    List<String> hints,
    List<String> falsePositives,
    List<Step> actions,
    List<String> fixes,
    List<CheckEntry> checks,
    @Nullable String rollbackPlan,
    List<EscalationEntry> escalations,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {
  /** A containment step. */
  public record Step(
      String type,
      String title,
      SortedMap<String, String> parameters,
      @Nullable Risk risk,
      @Nullable String note,
      boolean automatic,
      @Nullable String parallel,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}
}
