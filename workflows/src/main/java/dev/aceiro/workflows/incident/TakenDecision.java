package dev.aceiro.workflows.incident;

/**
 * What a decision was answered, so that a repeat gets its first answer.
 *
 * @param id of the request
 * @param bodyHash of the request
 * @param revision the answer
 */
public record TakenDecision(String id, String bodyHash, long revision) {}
