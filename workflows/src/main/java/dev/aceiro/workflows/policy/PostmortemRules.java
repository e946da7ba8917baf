package dev.aceiro.workflows.policy;

import java.time.Duration;
import java.util.List;

/**
 * When a post-mortem is owed and by when its parts are due, counted from resolution (002 §1.6).
 *
 * @param mandatoryFor severities that owe one; the highest an incident had counts
 * @param mandatoryFlags flags that make it owed whatever the severity
 * @param draftWithin until the draft is submitted
 * @param reviewNotBefore before which no review may take place
 * @param reviewWithin until the review is complete
 * @param actionItemsWithin from review to an action item's due date where none is given
 * @param tell who is reminded, {@code role:x}
 */
public record PostmortemRules(
    List<String> mandatoryFor,
    List<String> mandatoryFlags,
    Duration draftWithin,
    Duration reviewNotBefore,
    Duration reviewWithin,
    Duration actionItemsWithin,
    List<String> tell) {

  PostmortemRules faster(int speed) {
    return new PostmortemRules(
        mandatoryFor,
        mandatoryFlags,
        Speed.of(draftWithin, speed),
        Speed.of(reviewNotBefore, speed),
        Speed.of(reviewWithin, speed),
        Speed.of(actionItemsWithin, speed),
        tell);
  }
}
