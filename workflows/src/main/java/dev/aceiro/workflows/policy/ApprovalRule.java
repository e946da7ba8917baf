package dev.aceiro.workflows.policy;

import dev.aceiro.workflows.containment.Risk;
import java.util.List;

/**
 * How many people must approve an action of one risk before it runs.
 *
 * @param risk the class of risk it is for
 * @param count distinct approvers
 * @param roles roles that may approve; empty for any responder
 * @param proposerCounts whether the one who proposed may be among them
 */
public record ApprovalRule(Risk risk, int count, List<String> roles, boolean proposerCounts) {}
