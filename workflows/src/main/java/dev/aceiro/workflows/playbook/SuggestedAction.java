package dev.aceiro.workflows.playbook;

import java.util.SortedMap;

/**
 * A containment step a playbook proposes.
 *
 * @param type the action type, such as {@code ecs.force-new-deployment} or {@code manual}
 * @param title what it does, in the organisation's words
 * @param parameters its parameters by name
 */
public record SuggestedAction(String type, String title, SortedMap<String, String> parameters) {}
