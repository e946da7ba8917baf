package dev.aceiro.workflows.containment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a hold has come to be, and why. It stays when that is no longer so.
 *
 * @param hold which
 * @param scenario the first scenario whose playbook asked for it, or null
 * @param flags each that put it
 * @param evidence types of the evidence steps of the playbooks under which it was asked for
 * @param at since when (UTC)
 */
public record HoldPut(
    Hold hold, @Nullable String scenario, List<String> flags, List<String> evidence, Instant at) {}
