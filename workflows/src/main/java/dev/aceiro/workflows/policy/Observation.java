package dev.aceiro.workflows.policy;

import java.time.Duration;

/**
 * The time after resolution in which a relapse reopens the incident (000-R3).
 *
 * @param min before which no lead may end it
 * @param max after which it ends by itself
 */
public record Observation(Duration min, Duration max) {}
