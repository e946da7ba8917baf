package dev.aceiro.workflows.policy;

import org.jspecify.annotations.Nullable;

/**
 * Something that an organisation's triage asks.
 *
 * @param id the field of the decision {@code triage} that it fills in
 * @param required whether the triage is not done without it
 * @param source where in the organisation's documents it is asked, or null
 */
public record TriageField(String id, boolean required, @Nullable String source) {}
