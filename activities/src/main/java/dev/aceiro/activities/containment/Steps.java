package dev.aceiro.activities.containment;

import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Results of a step; whatever they say has passed the redaction. */
final class Steps {
  private static final int CHARACTERS = 1000;

  private Steps() {}

  static StepResult of(Outcome outcome, String code, @Nullable String... namesAndValues) {
    return of(outcome, false, code, Params.of(namesAndValues));
  }

  static StepResult of(
      Outcome outcome, boolean harmlessToRepeat, String code, SortedMap<String, String> params) {
    return new StepResult(outcome, null, harmlessToRepeat, code, Redaction.of(params, CHARACTERS));
  }

  static StepResult of(
      Outcome outcome, @Nullable Capture capture, String code, SortedMap<String, String> params) {
    return new StepResult(outcome, capture, false, code, Redaction.of(params, CHARACTERS));
  }

  static StepResult refused(ActionRefusedException refused) {
    return of(Outcome.REFUSED, false, refused.code(), refused.params());
  }
}
