package dev.aceiro.web.profile;

import dev.aceiro.web.profile.yaml.EscalationEntry;
import dev.aceiro.workflows.policy.Precedence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An escalation and where it is said.
 *
 * @param entry what it says
 * @param file its file
 * @param place its place there
 * @param scenario the only scenario it applies to, or null
 */
record Rule(EscalationEntry entry, String file, String place, @Nullable String scenario) {
  /** All of a profile. */
  static List<Rule> of(Reading reading) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < reading.escalations.size(); i++) {
      EscalationEntry entry = reading.escalations.get(i);
      rules.add(new Rule(entry, "escalations.yaml", "/" + i, entry.scenario()));
    }
    reading.playbooks.forEach(
        (file, playbook) -> {
          for (int i = 0; i < playbook.escalations().size(); i++) {
            EscalationEntry entry = playbook.escalations().get(i);
            rules.add(new Rule(entry, file, "/escalations/" + i, playbook.scenario()));
          }
        });
    return rules;
  }

  /** Which rules it may take the place of. */
  Precedence precedence() {
    return Precedence.of(PlanOf.rule(entry, scenario));
  }

  /** Whether nothing but severity and scenario decides that it applies. */
  boolean unconditional() {
    return entry.when().ifFlag() == null && entry.when().unlessFlag() == null;
  }
}
