package dev.aceiro.workflows.policy;

import dev.aceiro.workflows.containment.Hold;
import java.util.List;

/**
 * When a hold stands, besides for the playbooks that name it, and who lifts it.
 *
 * @param hold which
 * @param flags each of which puts it while it is raised
 * @param liftedBy roles, each of which must have said so, by a person of its own; a lead where it
 *     names none
 * @param source where the rule comes from
 */
public record HoldRule(Hold hold, List<String> flags, List<String> liftedBy, String source) {}
