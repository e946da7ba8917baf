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
    Severity severity = plan.severity(facts.severity());
    Clocks of = severity.clocks();
    Instant start = facts.episodeStartedAt();
    clock("notify", start, of.notifyWithin(), facts.notifiedAt(), severity.sourceOf("notify"));
    clock(
        "acknowledge",
        start,
        of.acknowledgeWithin(),
        facts.acknowledgedAt(),
        severity.sourceOf("acknowledge"));
    clock(
        "investigate",
        start,
        of.investigateWithin(),
        facts.investigatedAt(),
        severity.sourceOf("investigate"));
    String contain = severity.sourceOf("contain");
    clock("contain-target", start, of.containTarget(), facts.containedAt(), contain);
    clock("contain-limit", start, of.containLimit(), facts.containedAt(), contain);
    Instant contained = facts.containedAt();
    if (contained != null) {
      Instant updated = facts.updatedAt();
      Instant met = updated == null || updated.isBefore(contained) ? null : updated;
      clock(
          "communicate",
          contained,
          of.communicateAfterContainment(),
          met,
          severity.sourceOf("communicate"));
    }
    if (facts.resolvedAt() == null) {
      clock("update", lastUpdate(facts), of.updateLimit(), null, severity.sourceOf("update"));
      clock(
          "external-update",
          lastExternalUpdate(facts),
          of.externalUpdateLimit(),
          null,
          severity.sourceOf("external-update"));
    }
  }

  private void afterwards() {
    Instant resolved = facts.resolvedAt();
    if (resolved == null) {
      return;
    }
    if (facts.observing()) {
      clock(
          "observation",
          resolved,
          plan.observation().max(),
          null,
          Unsourced.or(plan.observation().source(), "observation"));
    }
    Postmortem postmortem = facts.postmortem();
    if (postmortem.mandatory()) {
      milestone("draft", plan.postmortem().draft(), postmortem.draftAt());
      milestone("review", plan.postmortem().review(), postmortem.reviewAt());
    }
    for (ActionItem item : facts.postmortem().items()) {
      if (item.byRule() && !anchored()) {
        continue;
      }
      Instant anchor = item.anchor() == null ? resolved : item.anchor();
      clocks.add(new Clock("item:" + item.id(), anchor, item.due(), item.endedAt(), itemSource()));
    }
  }

  /** Whether the due date that the rule gives action items has begun to count. */
  private boolean anchored() {
    Milestone actions = plan.postmortem().actions();
    return actions == null || actions.anchor(facts.postmortem(), facts.resolvedAt()) != null;
  }

  private String itemSource() {
    Milestone actions = plan.postmortem().actions();
    return Unsourced.or(actions == null ? null : actions.source(), "actions");
  }

  private void milestone(String id, @Nullable Milestone milestone, @Nullable Instant met) {
    Instant anchor =
        milestone == null ? null : milestone.anchor(facts.postmortem(), facts.resolvedAt());
    if (anchor != null && milestone != null) {
      clock(id, anchor, milestone.dueBy(), met, Unsourced.or(milestone.source(), id));
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

  /** What the cadence of updates to those outside is counted from. */
  static Instant lastExternalUpdate(Facts facts) {
    Instant updated = facts.externalUpdatedAt();
    return updated == null || updated.isBefore(facts.episodeStartedAt())
        ? facts.episodeStartedAt()
        : updated;
  }
}
