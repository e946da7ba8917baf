package dev.aceiro.workflows.policy;

import dev.aceiro.workflows.containment.Hold;
import dev.aceiro.workflows.estate.StepTargets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the organisation says about actions besides how many must approve them.
 *
 * @param holds one rule for each hold that is obeyed; plans from before there were any obey none
 * @param automatic when automatic steps run without an approval; null where they never do
 * @param steps what automatic steps are filled from and may act on; null where there are none, and
 *     in plans from before they were filled, whose steps are proposed as they are stated
 */
public record ContainmentRules(
    List<HoldRule> holds, @Nullable Automatic automatic, @Nullable StepTargets steps) {
  /** No rules. */
  public static final ContainmentRules NONE = new ContainmentRules(List.of(), null, null);

  /** What is not said is empty. */
  public ContainmentRules {
    holds = holds == null ? List.of() : holds;
  }

  /** The rule of that hold, or null. */
  public @Nullable HoldRule hold(Hold hold) {
    return holds.stream().filter(rule -> rule.hold() == hold).findFirst().orElse(null);
  }
}
