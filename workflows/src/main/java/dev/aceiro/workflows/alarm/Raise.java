package dev.aceiro.workflows.alarm;

/**
 * A severity that an alarm's incident deserves under a condition that a person judges.
 *
 * @param severity the code it is raised to, {@code P0}, …
 * @param when the condition, in words
 */
public record Raise(String severity, String when) {}
