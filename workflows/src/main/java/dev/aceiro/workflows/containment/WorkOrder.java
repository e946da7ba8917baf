package dev.aceiro.workflows.containment;

import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing for {@link ActionWorkflow} to do. Carries references, never a secret.
 *
 * @param incidentWorkflowId whom to report to
 * @param incident the incident's id
 * @param generation the incident's generation; claims of an older one are refused
 * @param profile whose estate the target lies in
 * @param action the ledger entry, {@code A1}, {@code A2}, …
 * @param attempt counts orders of this kind for this action, from 1
 * @param call counts calls made for one attempt: 2 only after the first is known not to have taken
 *     effect
 * @param kind what to do
 * @param type the action type
 * @param parameters its parameters
 * @param digest for apply and undo: the capture they are bound to
 * @param approvalExpiresAt for apply: after this instant (UTC) it must not start
 * @param drill whether the effect is stubbed
 * @param risk what can go wrong; null before it was captured, and in orders from before there were
 *     limits
 * @param environment where it acts; empty where nobody knows, which is in the way of everything;
 *     null in orders from before there were limits
 * @param atOnce how many of that risk or a worse one may be under way there; null for any number
 */
public record WorkOrder(
    String incidentWorkflowId,
    String incident,
    int generation,
    String profile,
    String action,
    int attempt,
    int call,
    OrderKind kind,
    String type,
    SortedMap<String, String> parameters,
    @Nullable String digest,
    @Nullable Instant approvalExpiresAt,
    boolean drill,
    @Nullable Risk risk,
    @Nullable String environment,
    @Nullable Integer atOnce) {

  /** An order that no limit concerns. */
  public WorkOrder(
      String incidentWorkflowId,
      String incident,
      int generation,
      String profile,
      String action,
      int attempt,
      int call,
      OrderKind kind,
      String type,
      SortedMap<String, String> parameters,
      @Nullable String digest,
      @Nullable Instant approvalExpiresAt,
      boolean drill) {
    this(
        incidentWorkflowId,
        incident,
        generation,
        profile,
        action,
        attempt,
        call,
        kind,
        type,
        parameters,
        digest,
        approvalExpiresAt,
        drill,
        null,
        null,
        null);
  }

  /** The same order in an environment where only so many run at once. */
  public WorkOrder in(String where, Risk risky, @Nullable Integer most) {
    return with(generation, call, risky, where, most);
  }

  /** The same order, given by a resumed incident. */
  public WorkOrder of(int resumed) {
    return with(resumed, call, risk, environment, atOnce);
  }

  /** The same order's next call. */
  public WorkOrder again() {
    return with(generation, call + 1, risk, environment, atOnce);
  }

  private WorkOrder with(
      int givenBy,
      int calls,
      @Nullable Risk risky,
      @Nullable String where,
      @Nullable Integer most) {
    return new WorkOrder(
        incidentWorkflowId,
        incident,
        givenBy,
        profile,
        action,
        attempt,
        calls,
        kind,
        type,
        parameters,
        digest,
        approvalExpiresAt,
        drill,
        risky,
        where,
        most);
  }

  /** The child's workflow id: the same order is found again after a resume. */
  public String workflowId() {
    return incidentWorkflowId
        + "/"
        + action
        + "/"
        + kind.name().toLowerCase(java.util.Locale.ROOT)
        + "-"
        + attempt;
  }
}
