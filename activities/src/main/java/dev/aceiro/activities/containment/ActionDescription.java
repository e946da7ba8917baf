package dev.aceiro.activities.containment;

import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.Map;

/**
 * What one kind of action is, for the API, forms and policy checks.
 *
 * @param type its name
 * @param risk what can go wrong
 * @param nature what it is to those who investigate; a capture may know it better
 * @param permissions what its credentials must be allowed
 * @param sources the documents that ask for it
 * @param parameters JSON Schema (2020-12) of its parameters
 */
public record ActionDescription(
    String type,
    Risk risk,
    Nature nature,
    List<String> permissions,
    List<String> sources,
    Map<String, Object> parameters) {}
