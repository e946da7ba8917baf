package dev.aceiro.workflows.policy;

import java.time.Instant;

/**
 * Another incident of a scenario, as the record knows it; drills and false alarms are none.
 *
 * @param incident its id
 * @param scenario its scenario
 * @param severity the worst severity it had
 * @param at when it was received (UTC)
 */
public record Occurrence(String incident, String scenario, String severity, Instant at) {}
