package dev.aceiro.web.engine;

/**
 * An open incident of which the record has a snapshot.
 *
 * @param id {@code INC-n}
 * @param workflowId its workflow's id
 * @param generation its generation in the record
 */
public record ResumableIncident(String id, String workflowId, int generation) {}
