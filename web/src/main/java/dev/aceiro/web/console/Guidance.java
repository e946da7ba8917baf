package dev.aceiro.web.console;

import dev.aceiro.web.profile.yaml.GuideFile;
import dev.aceiro.web.profile.yaml.ProfileDocument;
import dev.aceiro.workflows.playbook.Playbook;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a playbook tells a responder besides its steps.
 *
 * @param symptoms how it looks from outside
 * @param guides how to find out what is wrong
 * @param rollbackPlan the way back if containment makes it worse, or null
 * @param deviation why the playbook differs from its document, or null
 * @param source the document it follows, or null
 */
record Guidance(
    List<String> symptoms,
    List<GuideView> guides,
    @Nullable String rollbackPlan,
    @Nullable String deviation,
    @Nullable String source) {

  /** Nothing to say. */
  static final Guidance NONE = new Guidance(List.of(), List.of(), null, null, null);

  /** How to find out what is wrong. */
  record GuideView(
      String title,
      String symptom,
      List<StepView> steps,
      @Nullable String deviation,
      @Nullable String source) {}

  /** What to look at, what it means, and what to type to see it. */
  record StepView(
      String look, @Nullable String means, @Nullable String command, @Nullable String deviation) {}

  /**
   * What a playbook says.
   *
   * @param document where its guides are written; null where that cannot be read
   */
  static Guidance of(Playbook playbook, @Nullable ProfileDocument document) {
    List<GuideView> guides =
        document == null
            ? List.of()
            : playbook.diagnostics().stream()
                .map(document::guide)
                .filter(Objects::nonNull)
                .map(Guidance::guide)
                .toList();
    return new Guidance(
        playbook.symptoms(),
        guides,
        playbook.rollbackPlan(),
        playbook.deviation(),
        playbook.source());
  }

  static GuideView guide(GuideFile guide) {
    return new GuideView(
        guide.title(),
        guide.symptom(),
        guide.steps().stream()
            .map(step -> new StepView(step.look(), step.means(), step.command(), step.deviation()))
            .toList(),
        guide.deviation(),
        guide.source());
  }

  /** Whether there is anything to show. */
  public boolean empty() {
    return symptoms.isEmpty() && guides.isEmpty() && rollbackPlan == null && deviation == null;
  }
}
