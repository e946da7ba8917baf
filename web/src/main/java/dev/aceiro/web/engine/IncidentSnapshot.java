package dev.aceiro.web.engine;

import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.policy.ResponsePlan;

/**
 * What a run is resumed from.
 *
 * @param state as recorded last, raised to the next generation
 * @param plan the plan the incident is pinned to
 */
public record IncidentSnapshot(IncidentState state, ResponsePlan plan) {}
