package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.policy.ResponsePlan;
import java.util.List;

/**
 * What a run of an incident begins with.
 *
 * @param state all that is decided
 * @param plan the pinned plan
 * @param unrecorded timeline entries that PostgreSQL has not confirmed
 * @param unanswered answers to inbox rows that PostgreSQL has not confirmed
 * @param recordedRevision the latest revision PostgreSQL has confirmed; -1 for none
 */
public record IncidentInput(
    IncidentState state,
    ResponsePlan plan,
    List<TimelineEntry> unrecorded,
    List<InboxAnswer> unanswered,
    long recordedRevision) {

  /** The input of a first run, or of one resumed from a snapshot. */
  public static IncidentInput of(IncidentState state, ResponsePlan plan) {
    return new IncidentInput(state, plan, List.of(), List.of(), -1);
  }
}
