package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.policy.Deadline;
import java.util.List;

/**
 * What the Temporal UI shows of an incident as it stands, in Markdown. No words of people: those
 * may be personal data.
 */
final class Details {
  private static final int MOST = 8;

  private Details() {}

  static String of(Incident incident) {
    IncidentState state = incident.state();
    StringBuilder details =
        new StringBuilder("**")
            .append(state.severity())
            .append("** ")
            .append(state.stage())
            .append(state.drill() ? " (drill)" : "")
            .append("\n\n");
    for (Action action : state.actions()) {
      details
          .append("- ")
          .append(action.id())
          .append(' ')
          .append(action.type())
          .append(": ")
          .append(action.state())
          .append('\n');
    }
    List<Deadline> agenda = incident.agenda();
    agenda.stream()
        .limit(MOST)
        .forEach(
            d ->
                details
                    .append("- ")
                    .append(d.due())
                    .append(' ')
                    .append(d.id().rule())
                    .append(" → ")
                    .append(d.id().recipient())
                    .append('\n'));
    return details.toString();
  }
}
