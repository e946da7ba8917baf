package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.alarm.AlarmState;
import java.time.Instant;

/**
 * How an alarm of an incident stands.
 *
 * @param key {@code source/key}
 * @param name its name
 * @param state whether it fires
 * @param sequence of the signal that said so
 * @param firstAt when this incident first heard of it (UTC)
 * @param changedAt when its state last changed (UTC)
 */
public record AlarmStanding(
    String key, String name, AlarmState state, long sequence, Instant firstAt, Instant changedAt) {}
