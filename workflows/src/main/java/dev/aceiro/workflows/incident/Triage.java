package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.policy.Stage;
import dev.aceiro.workflows.policy.TriageField;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an organisation's triage must find out. */
final class Triage {
  private Triage() {}

  /**
   * Why the triage is not done with that, or null. A correction later may say what it likes: the
   * triage was done.
   */
  static @Nullable Refusal refuse(Incident incident, Body said) {
    if (incident.state().stage().after(Stage.TRIAGE)) {
      return null;
    }
    List<TriageField> missing =
        incident.plan().triage().stream()
            .filter(TriageField::required)
            .filter(field -> !answered(incident.state(), said, field.id()))
            .toList();
    if (missing.isEmpty()) {
      return null;
    }
    return Refusal.of(
        RefusalCode.TRIAGE_INCOMPLETE,
        "field",
        missing.getFirst().id(),
        "fields",
        missing.stream().map(TriageField::id).collect(Collectors.joining(", ")),
        "source",
        missing.getFirst().source());
  }

  /** What is known already need not be said again; when the impact began only a person knows. */
  private static boolean answered(IncidentState state, Body said, String field) {
    return switch (field) {
      case "severity" -> true;
      case "scenario" -> said.optional(field) != null || state.scenario() != null;
      case "environment" -> said.optional(field) != null || state.environment() != null;
      case "services" -> !said.list(field).isEmpty() || !state.services().isEmpty();
      case "zones" -> !said.list(field).isEmpty() || !state.zones().isEmpty();
      case "namespaces" -> !said.list(field).isEmpty() || !state.namespaces().isEmpty();
      case "impactStartedAt" -> said.instant(field) != null;
      default -> true;
    };
  }
}
