package dev.aceiro.activities.store;

import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.policy.ResponsePlan;

/**
 * An incident as recorded.
 *
 * @param summary what a list shows of it
 * @param state everything it has decided
 * @param plan the plan it is pinned to
 */
public record IncidentDetail(IncidentSummary summary, IncidentState state, ResponsePlan plan) {}
