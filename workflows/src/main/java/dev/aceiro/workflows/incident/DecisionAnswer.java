package dev.aceiro.workflows.incident;

/**
 * The answer to a decision that was taken.
 *
 * @param revision the incident's revision with it
 */
public record DecisionAnswer(long revision) {}
