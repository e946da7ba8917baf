package dev.aceiro.web.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.profile.Profile;
import dev.aceiro.web.profile.Profiles;
import dev.aceiro.workflows.containment.ActionCatalogue;
import dev.aceiro.workflows.containment.ActionKind;
import dev.aceiro.workflows.estate.Estate;
import dev.aceiro.workflows.estate.ProposalForm;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.playbook.SuggestedAction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the shipped playbooks suggest lies in the estate of their profile. */
class ShippedTargetsTest {
  @Test
  void everyTargetOfAShippedPlaybookIsInItsEstate() {
    List<ActionKind> kinds = RunningAceiro.shared().bean(ActionCatalogue.class).kinds();
    int looked = 0;
    for (Profile profile : RunningAceiro.shared().bean(Profiles.class).all()) {
      Estate targets = profile.document().estate().targets();
      for (Playbook playbook : profile.plan().playbooks()) {
        for (SuggestedAction action : playbook.actions()) {
          for (ActionKind kind : kinds) {
            if (kind.type().equals(action.type())) {
              looked++;
              assertThat(targets.outside(ProposalForm.of(kind), action.parameters(), null))
                  .as("%s, %s: %s", profile.id(), playbook.scenario(), action)
                  .isNull();
            }
          }
        }
      }
    }
    assertThat(looked).isGreaterThan(20);
  }
}
