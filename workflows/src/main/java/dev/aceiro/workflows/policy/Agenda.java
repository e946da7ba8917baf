package dev.aceiro.workflows.policy;

import dev.aceiro.workflows.postmortem.ActionItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All deadlines of one incident, from its plan and its facts alone. There is no second timer
 * mechanism: what is not here does not happen by itself.
 */
public final class Agenda {
  private static final List<String> RESPONSE =
      List.of("notify", "acknowledge", "investigate", "contain-target", "contain-limit");

  private final ResponsePlan plan;
  private final Facts facts;
  private final Severity severity;
  private final List<Deadline> deadlines = new ArrayList<>();

  private Agenda(ResponsePlan plan, Facts facts) {
    this.plan = plan;
    this.facts = facts;
    this.severity = plan.severity(facts.severity());
  }

  /** What is still to fire, the nearest first. */
  public static List<Deadline> plan(ResponsePlan plan, Facts facts) {
    Agenda agenda = new Agenda(plan, facts);
    if (facts.stage() != Stage.CLOSED) {
      if (facts.resolvedAt() == null) {
        agenda.notices();
        agenda.ladder();
        agenda.updates();
        agenda.raises();
      } else {
        agenda.afterResolution();
      }
      agenda.escalations();
      agenda.misses();
    }
    agenda.deadlines.sort(
        Comparator.comparing(Deadline::due)
            .thenComparing(Deadline::kind)
            .thenComparing(d -> d.id().text()));
    return agenda.deadlines;
  }

  /** The clocks as people see them, in the order of the runbook. */
  public static List<Clock> clocks(ResponsePlan plan, Facts facts) {
    return Clocksmith.clocks(plan, facts);
  }

  /** Whether the organisation wants a post-mortem of it, as the facts stand. */
  public static boolean owesPostmortem(ResponsePlan plan, Facts facts) {
    return plan.postmortem().mandatory().stream().anyMatch(rule -> rule.holds(facts));
  }

  private void notices() {
    for (String recipient : severity.tell()) {
      once(
          "notify",
          facts.episodeStartedAt(),
          recipient,
          Deadline.Kind.NOTIFY,
          facts.episodeStartedAt(),
          List.of(),
          severity.sourceOf("notify"));
    }
  }

  private void ladder() {
    if (facts.acknowledgedAt() != null) {
      return;
    }
    Instant start = facts.episodeStartedAt();
    Instant failedBefore = null;
    for (int rung = 0; rung < plan.ladder().size(); rung++) {
      if (!plan.ladder().get(rung).pages(severity.code())) {
        continue;
      }
      String rule = "ladder-" + rung;
      Instant due = start.plus(plan.ladder().get(rung).after());
      if (failedBefore != null && failedBefore.isBefore(due)) {
        due = failedBefore;
      }
      once(
          rule,
          start,
          "role:" + plan.firstResponder(),
          Deadline.Kind.PAGE,
          due,
          plan.ladder().get(rung).channels(),
          Unsourced.or(plan.ladder().get(rung).source(), "ladder"));
      failedBefore = facts.failedRungs().get(rule + "|" + facts.episode());
    }
  }

  private void escalations() {
    for (Deadline deadline : Escalations.of(plan, facts)) {
      once(deadline.id(), deadline.kind(), deadline.due(), deadline.via(), deadline.source());
    }
  }

  /**
   * What alarms say raises the severity, unless a person has said how bad it is. One rule is
   * enough: the one that is due first, the worst of several, the one whose alarm has fired longest.
   */
  private void raises() {
    Comparator<Raising> first =
        Comparator.comparing(Raising::due)
            .thenComparing(
                raising -> plan.severities().indexOf(plan.severity(raising.rule().severity())))
            .thenComparing(Raising::since)
            .thenComparing(raising -> raising.rule().id());
    plan.raises().stream()
        .map(this::raising)
        .filter(Objects::nonNull)
        .min(first)
        .ifPresent(
            raising ->
                once(
                    raising.rule().id(),
                    raising.since(),
                    Escalations.NOBODY,
                    Deadline.Kind.EFFECT,
                    raising.due(),
                    List.of(),
                    raising.rule().source()));
  }

  private @Nullable Raising raising(RaiseRule rule) {
    Instant since = facts.firing().get(rule.alarm());
    if (since == null
        || facts.severityByPerson()
        || !plan.hasSeverity(rule.severity())
        || !plan.worse(rule.severity(), facts.severity())) {
      return null;
    }
    Duration persists = rule.persists();
    Instant due = later(facts.episodeStartedAt(), persists == null ? since : since.plus(persists));
    for (String other : rule.alarmsFiring()) {
      Instant here = facts.firing().get(other);
      Instant firing = here == null ? facts.firingElsewhere().get(other) : here;
      if (firing == null) {
        return null;
      }
      due = later(due, firing);
    }
    return new Raising(rule, since, due);
  }

  /** A rule whose alarms fire, since when its own does, and when it raises. */
  private record Raising(RaiseRule rule, Instant since, Instant due) {}

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  private void updates() {
    Duration every = severity.clocks().updateEvery();
    if (every != null) {
      Instant anchor = Clocksmith.lastUpdate(facts);
      repeat("update-reminder", anchor, firstResponder(), every, severity.sourceOf("update"));
    }
    Duration external = severity.clocks().externalUpdateEvery();
    if (external != null) {
      Instant anchor = Clocksmith.lastExternalUpdate(facts);
      repeat(
          "external-update-reminder",
          anchor,
          firstResponder(),
          external,
          severity.sourceOf("external-update"));
    }
  }

  private void misses() {
    for (Clock clock : Clocksmith.clocks(plan, facts)) {
      if (clock.metAt() != null || clock.id().equals("observation") || over(clock)) {
        continue;
      }
      for (String recipient : answerable(clock.id())) {
        once(
            "missed:" + clock.id(),
            clock.anchor(),
            recipient,
            Deadline.Kind.MISS,
            clock.due(),
            List.of(),
            clock.source());
      }
    }
  }

  /** What the response had to meet only after the resolution it has to meet no more. */
  private boolean over(Clock clock) {
    Instant resolved = facts.resolvedAt();
    return resolved != null && RESPONSE.contains(clock.id()) && clock.due().isAfter(resolved);
  }

  private List<String> answerable(String clock) {
    if (clock.startsWith("item:")) {
      return facts.postmortem().items().stream()
          .filter(i -> clock.equals("item:" + i.id()))
          .map(ActionItem::owner)
          .map(owner -> plan.role(owner) == null ? "person:" + owner : "role:" + owner)
          .toList();
    }
    return clock.equals("draft") || clock.equals("review")
        ? plan.postmortem().tell()
        : List.of(firstResponder());
  }

  private void afterResolution() {
    Instant resolved = facts.resolvedAt();
    if (resolved == null) {
      return;
    }
    if (facts.observing()) {
      once(
          "observation",
          resolved,
          Escalations.NOBODY,
          Deadline.Kind.END_OBSERVATION,
          resolved.plus(plan.observation().max()),
          List.of(),
          Unsourced.or(plan.observation().source(), "observation"));
    }
    reviewOpens(resolved);
  }

  private void reviewOpens(Instant resolved) {
    Milestone review = plan.postmortem().review();
    Instant anchor = review == null ? null : review.anchor(facts.postmortem(), resolved);
    Instant opens = review == null ? null : review.opens(facts.postmortem(), resolved);
    if (review == null
        || anchor == null
        || opens == null
        || !facts.postmortem().mandatory()
        || facts.postmortem().reviewAt() != null) {
      return;
    }
    for (String recipient : plan.postmortem().tell()) {
      once(
          "review-opens",
          anchor,
          recipient,
          Deadline.Kind.REMIND,
          opens,
          List.of(),
          Unsourced.or(review.source(), "review"));
    }
  }

  private String firstResponder() {
    return "role:" + plan.firstResponder();
  }

  private void once(
      String rule,
      Instant anchor,
      String recipient,
      Deadline.Kind kind,
      Instant due,
      List<String> via,
      String source) {
    once(new FiredId(rule, facts.episode(), anchor, recipient), kind, due, via, source);
  }

  private void once(FiredId id, Deadline.Kind kind, Instant due, List<String> via, String source) {
    Instant next = facts.fired().containsKey(id.text()) ? facts.again().get(id.text()) : due;
    if (next != null) {
      deadlines.add(new Deadline(id, kind, next, via, source, null));
    }
  }

  private void repeat(
      String rule, Instant anchor, String recipient, Duration every, String source) {
    FiredId id = new FiredId(rule, facts.episode(), anchor, recipient);
    Instant last = facts.fired().get(id.text());
    Instant due = (last == null ? anchor : last).plus(every);
    deadlines.add(new Deadline(id, Deadline.Kind.REMIND, due, List.of(), source, every));
  }
}
