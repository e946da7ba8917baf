package dev.aceiro.workflows.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who else must know, and when. An acknowledgement never stops it, resolution does.
 *
 * @param id unique in the profile
 * @param severities the severities it applies to
 * @param scenario only for this scenario, or null for all
 * @param when what makes it fire
 * @param to recipients, {@code role:x} or {@code channel:x}
 * @param via channels to use instead of the recipient's own; empty for those
 * @param source where the rule comes from, such as {@code 002 §1.4}
 */
public record EscalationRule(
    String id,
    List<String> severities,
    @Nullable String scenario,
    Trigger when,
    List<String> to,
    List<String> via,
    String source) {

  EscalationRule faster(int speed) {
    return new EscalationRule(id, severities, scenario, when.faster(speed), to, via, source);
  }
}
