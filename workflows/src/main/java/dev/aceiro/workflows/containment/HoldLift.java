package dev.aceiro.workflows.containment;

import java.time.Instant;
import java.util.List;

/**
 * Somebody's word that a hold may go.
 *
 * @param hold which
 * @param person who
 * @param roles those they hold of the ones that the hold names
 * @param at when (UTC)
 */
public record HoldLift(Hold hold, String person, List<String> roles, Instant at) {}
