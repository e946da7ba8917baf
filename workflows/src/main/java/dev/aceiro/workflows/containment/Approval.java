package dev.aceiro.workflows.containment;

import java.time.Instant;

/**
 * Somebody's yes to one captured difference.
 *
 * @param person who
 * @param digest to what
 * @param at when (UTC)
 */
public record Approval(String person, String digest, Instant at) {}
