package dev.aceiro.workflows.containment;

import java.util.SortedMap;

/**
 * What is wrong with a proposal.
 *
 * @param code UNKNOWN_TYPE, PARAMETER_MISSING, PARAMETER_FOREIGN or PARAMETER_INVALID
 * @param params the code's parameters
 */
public record ProposalFault(String code, SortedMap<String, String> params) {}
