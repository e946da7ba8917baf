package dev.aceiro.workflows.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a post-mortem is owed and by when its parts are due (002 §1.6, 004).
 *
 * @param mandatory what makes it owed; any rule is enough
 * @param draft the draft, or null where the organisation asks for none
 * @param review the meeting that reviews it
 * @param actions the action items, where no date is given
 * @param tell who is reminded, {@code role:x}
 * @param fields what a post-mortem document says, by the ids of its fields
 * @param playbookReview severities after whose first incident a playbook is reviewed (004)
 * @param mandatoryFor read from plans of before, always null
 * @param mandatoryFlags read from plans of before, always null
 * @param draftWithin read from plans of before, always null
 * @param reviewNotBefore read from plans of before, always null
 * @param reviewWithin read from plans of before, always null
 * @param actionItemsWithin read from plans of before, always null
 */
public record PostmortemRules(
    List<MandatoryRule> mandatory,
    @Nullable Milestone draft,
    @Nullable Milestone review,
    @Nullable Milestone actions,
    List<String> tell,
    List<String> fields,
    List<String> playbookReview,
    @Nullable List<String> mandatoryFor,
    @Nullable List<String> mandatoryFlags,
    @Nullable Duration draftWithin,
    @Nullable Duration reviewNotBefore,
    @Nullable Duration reviewWithin,
    @Nullable Duration actionItemsWithin) {

  /** Brings what plans of before say into the present form. */
  public PostmortemRules {
    mandatory = mandatory == null ? List.of() : mandatory;
    if (mandatoryFor != null || mandatoryFlags != null) {
      mandatory = all(mandatory, mandatoryFor, mandatoryFlags);
    }
    draft = draft == null ? of(null, draftWithin) : draft;
    review = review == null ? of(reviewNotBefore, reviewWithin) : review;
    actions = actions == null ? afterReview(actionItemsWithin) : actions;
    tell = tell == null ? List.of() : tell;
    fields = fields == null ? List.of() : fields;
    playbookReview = playbookReview == null ? List.of() : playbookReview;
    mandatoryFor = null;
    mandatoryFlags = null;
    draftWithin = null;
    reviewNotBefore = null;
    reviewWithin = null;
    actionItemsWithin = null;
  }

  /** The rules in their present form. */
  public PostmortemRules(
      List<MandatoryRule> mandatory,
      @Nullable Milestone draft,
      @Nullable Milestone review,
      @Nullable Milestone actions,
      List<String> tell,
      List<String> fields,
      List<String> playbookReview) {
    this(
        mandatory,
        draft,
        review,
        actions,
        tell,
        fields,
        playbookReview,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /**
   * Rules whose draft and review count from resolution, its action items from the review.
   *
   * @param reviewNotBefore before which no review may take place
   */
  public static PostmortemRules afterResolution(
      List<String> severities,
      List<String> flags,
      Duration draftWithin,
      Duration reviewNotBefore,
      Duration reviewWithin,
      Duration actionItemsWithin,
      List<String> tell) {
    return new PostmortemRules(
        all(List.of(), severities, flags),
        of(null, draftWithin),
        of(reviewNotBefore, reviewWithin),
        afterReview(actionItemsWithin),
        tell,
        List.of(),
        List.of());
  }

  private static List<MandatoryRule> all(
      List<MandatoryRule> mandatory,
      @Nullable List<String> severities,
      @Nullable List<String> flags) {
    List<MandatoryRule> all = new ArrayList<>(mandatory);
    if (severities != null && !severities.isEmpty()) {
      all.add(MandatoryRule.severities(severities));
    }
    if (flags != null) {
      flags.forEach(flag -> all.add(MandatoryRule.flag(flag)));
    }
    return all;
  }

  private static @Nullable Milestone of(@Nullable Duration notBefore, @Nullable Duration dueBy) {
    return dueBy == null ? null : new Milestone(Milestone.Anchor.RESOLVED, notBefore, dueBy);
  }

  private static @Nullable Milestone afterReview(@Nullable Duration dueBy) {
    return dueBy == null ? null : new Milestone(Milestone.Anchor.REVIEW, null, dueBy);
  }

  PostmortemRules faster(int speed) {
    return new PostmortemRules(
        mandatory,
        draft == null ? null : draft.faster(speed),
        review == null ? null : review.faster(speed),
        actions == null ? null : actions.faster(speed),
        tell,
        fields,
        playbookReview);
  }
}
