package dev.aceiro.workflows.containment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a hold has come to be, and why. It stays when that is no longer so.
 *
 * @param hold which
 * @param scenario the first scenario whose playbook asked for it, or null
 * @param flags each that put it
 * @param evidence types of {@code steps}; all that snapshots of before have of them
 * @param at since when (UTC)
 * @param steps evidence steps of the playbooks under which it was asked for
 */
public record HoldPut(
    Hold hold,
    @Nullable String scenario,
    List<String> flags,
    List<String> evidence,
    Instant at,
    List<EvidenceStep> steps) {

  /** Of a step that was kept by its type alone, any action of that type is one. */
  public HoldPut {
    steps = steps == null ? evidence.stream().map(EvidenceStep::any).toList() : steps;
  }

  /** One with these evidence steps. */
  public static HoldPut of(
      Hold hold,
      @Nullable String scenario,
      List<String> flags,
      List<EvidenceStep> steps,
      Instant at) {
    return new HoldPut(
        hold, scenario, flags, steps.stream().map(EvidenceStep::type).toList(), at, steps);
  }
}
