package dev.aceiro.workflows.incident;

import java.time.Instant;

/**
 * One person saying one thing at one instant.
 *
 * @param actor who
 * @param body what
 * @param now when (UTC)
 */
record Ask(Actor actor, Body body, Instant now) {}
