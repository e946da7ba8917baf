package dev.aceiro.workflows.incident;

/**
 * A decision as it reaches an incident.
 *
 * @param id hash of person, decision and Idempotency-Key; the update's id begins with it
 * @param decision which, in kebab-case
 * @param body what was said with it
 * @param bodyHash hash of the body: the same id with another body is refused
 * @param actor who says it
 */
public record DecisionRequest(
    String id, String decision, Body body, String bodyHash, Actor actor) {}
