package dev.aceiro.workflows.policy;

import dev.aceiro.workflows.containment.Capture;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a step that its playbook calls automatic runs without anybody's approval.
 *
 * @param severities of the incident
 * @param environments of the incident; any where it names none
 * @param source where the rule comes from
 */
public record Automatic(List<String> severities, List<String> environments, String source) {

  /**
   * Whether it lets go what was captured: what can be undone and disturbs nothing now, or what
   * changes nothing.
   */
  public boolean permits(String severity, @Nullable String environment, Capture capture) {
    boolean harmless =
        switch (capture.risk()) {
          case SAFE -> true;
          case REVERSIBLE -> capture.undoable();
          case DISRUPTIVE, DESTRUCTIVE -> false;
        };
    return harmless
        && severities.contains(severity)
        && (environments.isEmpty() || environment != null && environments.contains(environment));
  }
}
