package dev.aceiro.activities.store;

import dev.aceiro.workflows.containment.ActionState;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * An action on an incident's ledger, as far as lists show it. All instants UTC.
 *
 * @param incident its incident
 * @param action {@code A1}, {@code A2}, …
 * @param type the action type
 * @param parameters its parameters
 * @param reason why it was proposed
 * @param state where it stands
 * @param proposedBy who proposed it
 * @param proposedAt when
 * @param appliedAt when it took effect
 * @param target the explicit target, once captured
 * @param risk its risk there, once captured
 * @param code why it stands there
 */
public record LedgerEntry(
    String incident,
    String action,
    String type,
    SortedMap<String, String> parameters,
    String reason,
    ActionState state,
    String proposedBy,
    Instant proposedAt,
    @Nullable Instant appliedAt,
    @Nullable String target,
    @Nullable String risk,
    String code) {}
