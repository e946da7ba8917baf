package dev.aceiro.workflows.playbook;

import java.util.List;

/**
 * The written answer to a scenario.
 *
 * @param scenario its id, such as {@code api-errors}
 * @param title how people call it
 * @param hints what to look at first, in order
 * @param falsePositives what it commonly is when it is nothing
 * @param actions suggested containment steps, in order
 * @param checks what must hold before recovery is declared
 */
public record Playbook(
    String scenario,
    String title,
    List<String> hints,
    List<String> falsePositives,
    List<SuggestedAction> actions,
    List<Check> checks) {}
