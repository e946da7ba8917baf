package dev.aceiro.workflows.policy;

import dev.aceiro.workflows.postmortem.ActionItem;
import dev.aceiro.workflows.postmortem.Postmortem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the clocks of an incident: those that run, those that were met, those that were missed. */
final class Clocksmith {
  private final ResponsePlan plan;
  private final Facts facts;
  private final List<Clock> clocks = new ArrayList<>();

  private Clocksmith(ResponsePlan plan, Facts facts) {
    this.plan = plan;
    this.facts = facts;
  }

  static List<Clock> clocks(ResponsePlan plan, Facts facts) {
    Clocksmith smith = new Clocksmith(plan, facts);
    smith.response();
    smith.afterwards();
    return smith.clocks;
  }

  private void response() {
    Clocks of = plan.severity(facts.severity()).clocks();
    Instant start = facts.episodeStartedAt();
    clock("notify", start, of.notifyWithin(), facts.notifiedAt(), "002 §1.1-1.3");
    clock("acknowledge", start, of.acknowledgeWithin(), facts.acknowledgedAt(), "004");
    clock("investigate", start, of.investigateWithin(), facts.investigatedAt(), "002 §1.1-1.2");
    clock("contain-target", start, of.containTarget(), facts.containedAt(), "002 §1.1-1.2");
    clock("contain-limit", start, of.containLimit(), facts.containedAt(), "002 §1.1-1.2");
    Instant contained = facts.containedAt();
    if (contained != null) {
      Instant updated = facts.updatedAt();
      Instant met = updated == null || updated.isBefore(contained) ? null : updated;
      clock("communicate", contained, of.communicateAfterContainment(), met, "002 §1.1-1.2");
    }
    if (facts.resolvedAt() == null) {
      clock("update", lastUpdate(facts), of.updateLimit(), null, "002 §1.5");
    }
  }

  private void afterwards() {
    Instant resolved = facts.resolvedAt();
    if (resolved == null) {
      return;
    }
    if (facts.observing()) {
      clock("observation", resolved, plan.observation().max(), null, "000-R3");
    }
    Postmortem postmortem = facts.postmortem();
    if (postmortem.mandatory()) {
      milestone("draft", plan.postmortem().draft(), postmortem.draftAt());
      milestone("review", plan.postmortem().review(), postmortem.reviewAt());
    }
    for (ActionItem item : facts.postmortem().items()) {
      clocks.add(new Clock("item:" + item.id(), resolved, item.due(), item.endedAt(), "002 §1.6"));
    }
  }

  private void milestone(String id, @Nullable Milestone milestone, @Nullable Instant met) {
    Instant anchor =
        milestone == null ? null : milestone.anchor(facts.postmortem(), facts.resolvedAt());
    if (anchor != null && milestone != null) {
      clock(id, anchor, milestone.dueBy(), met, "002 §1.6");
    }
  }

  private void clock(
      String id, Instant anchor, @Nullable Duration within, @Nullable Instant met, String source) {
    if (within != null) {
      clocks.add(new Clock(id, anchor, anchor.plus(within), met, source));
    }
  }

  /** What the update cadence is counted from. */
  static Instant lastUpdate(Facts facts) {
    Instant updated = facts.updatedAt();
    return updated == null || updated.isBefore(facts.episodeStartedAt())
        ? facts.episodeStartedAt()
        : updated;
  }
}
