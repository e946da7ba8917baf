package dev.aceiro.web.engine;

/**
 * An open incident of which the record has a snapshot.
 *
 * @param id {@code INC-n}
 * @param workflowId its workflow's id
 * @param generation its generation in the record
 * @param started whether its workflow is known to have begun
 */
public record ResumableIncident(String id, String workflowId, int generation, boolean started) {}
