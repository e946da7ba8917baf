package dev.aceiro.workflows.containment;

import java.util.SortedMap;

/**
 * A step of a playbook whose target a survey reads.
 *
 * @param type the action type
 * @param parameters what the playbook gives it
 */
public record SurveyStep(String type, SortedMap<String, String> parameters) {}
