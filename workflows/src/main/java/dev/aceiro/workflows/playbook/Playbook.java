package dev.aceiro.workflows.playbook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The written answer to a scenario. The text of its guides stays in the profile: a plan is small.
 *
 * @param scenario its id, such as {@code api-errors}
 * @param title how people call it
 * @param hints what to look at first, in order
 * @param falsePositives what it commonly is when it is nothing
 * @param actions suggested containment steps, in order
 * @param checks what must hold before recovery is declared
 * @param source where it comes from, such as {@code 004 S4}, or null
 * @param severity the severity it proposes, or null
 * @param flags flags that are raised when the scenario is known
 * @param holds what it forbids, as codes such as {@code NO_ROLLBACK} and {@code EVIDENCE_FIRST}
 * @param symptoms how it shows
 * @param diagnostics ids of the guides that belong to it
 * @param rollbackPlan how to go back if its actions make things worse, or null
 * @param deviation why it differs from its source, or null
 */
public record Playbook(
    String scenario,
    String title,
    List<String> hints,
    List<String> falsePositives,
    List<SuggestedAction> actions,
    List<Check> checks,
    @Nullable String source,
    @Nullable String severity,
    List<String> flags,
    List<String> holds,
    List<String> symptoms,
    List<String> diagnostics,
    @Nullable String rollbackPlan,
    @Nullable String deviation) {

  /** What is not said is empty. */
  public Playbook {
    hints = hints == null ? List.of() : hints;
    falsePositives = falsePositives == null ? List.of() : falsePositives;
    actions = actions == null ? List.of() : actions;
    checks = checks == null ? List.of() : checks;
    flags = flags == null ? List.of() : flags;
    holds = holds == null ? List.of() : holds;
    symptoms = symptoms == null ? List.of() : symptoms;
    diagnostics = diagnostics == null ? List.of() : diagnostics;
  }

  /** A playbook that says what to look at, to do and to check. */
  public Playbook(
      String scenario,
      String title,
      List<String> hints,
      List<String> falsePositives,
      List<SuggestedAction> actions,
      List<Check> checks) {
    this(
        scenario,
        title,
        hints,
        falsePositives,
        actions,
        checks,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null);
  }
}
