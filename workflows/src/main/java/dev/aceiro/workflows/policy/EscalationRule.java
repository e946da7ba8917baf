package dev.aceiro.workflows.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who else must know, and when. An acknowledgement never stops it, resolution does.
 *
 * @param id unique in the profile
 * @param severities the severities it applies to; empty for all
 * @param scenario only for this scenario, or null for all
 * @param when what makes it fire
 * @param to recipients, {@code role:x} or {@code channel:x}; empty for a rule that has an effect
 *     and tells nobody
 * @param via channels to use instead of the recipient's own; empty for those
 * @param source where the rule comes from, such as {@code 002 §1.4}
 * @param replaces ids of rules of lower {@link Precedence} that it takes the place of while it
 *     applies
 * @param effect what else follows, a code such as {@code MOVE_TO_BACKLOG}, or null
 * @param note what the recipient is needed for, in the organisation's words, or null
 * @param oncePerIncident whether a relapse leaves it as it is: it is about what is known, such as a
 *     breach, and not about the response; for {@link Trigger.Kind#FLAG} only
 */
public record EscalationRule(
    String id,
    List<String> severities,
    @Nullable String scenario,
    Trigger when,
    List<String> to,
    List<String> via,
    String source,
    List<String> replaces,
    @Nullable String effect,
    @Nullable String note,
    boolean oncePerIncident) {

  /** The effect that starts the legal clock, whose beginning is what was known when. */
  public static final String START_ANPD_CLOCK = "START_ANPD_CLOCK";

  /** Plans from before these existed have neither severities for all nor replacements. */
  public EscalationRule {
    oncePerIncident = oncePerIncident || START_ANPD_CLOCK.equals(effect);
    severities = severities == null ? List.of() : severities;
    to = to == null ? List.of() : to;
    via = via == null ? List.of() : via;
    replaces = replaces == null ? List.of() : replaces;
  }

  /** A rule that tells somebody and nothing more. */
  public EscalationRule(
      String id,
      List<String> severities,
      @Nullable String scenario,
      Trigger when,
      List<String> to,
      List<String> via,
      String source) {
    this(id, severities, scenario, when, to, via, source, List.of(), null, null, false);
  }

  EscalationRule faster(int speed) {
    return new EscalationRule(
        id,
        severities,
        scenario,
        when.faster(speed),
        to,
        via,
        source,
        replaces,
        effect,
        note,
        oncePerIncident);
  }
}
