package dev.aceiro.workflows.containment;

import java.time.Instant;

/**
 * Somebody pulled or released the switch that stops all containment.
 *
 * @param id grows with each event of the installation; the same event has the same one
 * @param scope the profile it stops, or {@link #EVERYWHERE}
 * @param pulled whether calls are stopped from then on, or let through again
 * @param by who did it
 * @param via how: {@code console}, {@code api}
 * @param reason why
 * @param at when (UTC)
 */
public record SwitchEvent(
    long id, String scope, boolean pulled, String by, String via, String reason, Instant at) {
  /** The scope of a switch for every profile. */
  public static final String EVERYWHERE = "*";
}
