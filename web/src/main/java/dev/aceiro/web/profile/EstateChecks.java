package dev.aceiro.web.profile;

import dev.aceiro.web.profile.yaml.EstateFile;
import dev.aceiro.web.profile.yaml.PlaybookFile;
import dev.aceiro.workflows.estate.Estate;
import dev.aceiro.workflows.estate.ProposalForm;
import java.util.Optional;

/**
 * Playbooks act on what the estate has. A person who proposes something else is refused; nobody is
 * asked before an automatic step, so a profile with such a one is.
 */
final class EstateChecks {
  private final Reading reading;
  private final Faults faults;

  EstateChecks(Reading reading, Faults faults) {
    this.reading = reading;
    this.faults = faults;
  }

  void run() {
    EstateFile estate = reading.estate;
    if (estate != null) {
      reading.playbooks.forEach((file, playbook) -> playbook(file, playbook, estate));
    }
  }

  private void playbook(String file, PlaybookFile playbook, EstateFile estate) {
    for (int i = 0; i < playbook.actions().size(); i++) {
      PlaybookFile.Step step = playbook.actions().get(i);
      String place = "/actions/" + i + "/parameters";
      if (step.automatic()) {
        outside(estate, step)
            .ifPresent(
                stranger ->
                    faults.error(
                        file,
                        place + "/" + stranger.parameter(),
                        "automatic-outside-estate",
                        "value",
                        stranger.value(),
                        "known",
                        String.join(", ", stranger.known())));
        ActionKinds.of(step.type())
            .map(kind -> estate.targets().neverGiven(ProposalForm.of(kind), step.parameters()))
            .filter(missing -> !missing.isEmpty())
            .ifPresent(
                missing ->
                    faults.error(
                        file,
                        place,
                        "automatic-never-complete",
                        "missing",
                        String.join(", ", missing)));
      }
    }
  }

  /** What a step names that is not in the estate, if it does. */
  static Optional<Estate.Stranger> outside(EstateFile estate, PlaybookFile.Step step) {
    return ActionKinds.of(step.type())
        .map(kind -> estate.targets().outside(ProposalForm.of(kind), step.parameters(), null));
  }
}
