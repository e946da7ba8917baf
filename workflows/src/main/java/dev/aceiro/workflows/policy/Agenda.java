package dev.aceiro.workflows.policy;

import dev.aceiro.workflows.postmortem.ActionItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All deadlines of one incident, from its plan and its facts alone. There is no second timer
 * mechanism: what is not here does not happen by itself.
 */
public final class Agenda {
  private static final String NOBODY = "-";

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
        agenda.escalations();
        agenda.updates();
      } else {
        agenda.afterResolution();
      }
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

  private void notices() {
    for (String recipient : severity.tell()) {
      once(
          "notify",
          facts.episodeStartedAt(),
          recipient,
          Deadline.Kind.NOTIFY,
          facts.episodeStartedAt(),
          List.of(),
          "002 §1.1-1.3");
    }
  }

  private void ladder() {
    if (facts.acknowledgedAt() != null) {
      return;
    }
    Instant start = facts.episodeStartedAt();
    Instant failedBefore = null;
    for (int rung = 0; rung < plan.ladder().size(); rung++) {
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
          "004 SLA");
      failedBefore = facts.failedRungs().get(rule + "|" + facts.episode());
    }
  }

  private void escalations() {
    for (EscalationRule rule : plan.escalations()) {
      if (!applies(rule)) {
        continue;
      }
      Anchored anchored = anchor(rule.when());
      if (anchored == null) {
        continue;
      }
      for (String recipient : rule.to()) {
        once(
            rule.id(),
            anchored.anchor(),
            recipient,
            Deadline.Kind.ESCALATE,
            anchored.due(),
            rule.via(),
            rule.source());
      }
    }
  }

  private boolean applies(EscalationRule rule) {
    String ifFlag = rule.when().ifFlag();
    String unlessFlag = rule.when().unlessFlag();
    return rule.severities().contains(facts.severity())
        && (rule.scenario() == null || rule.scenario().equals(facts.scenario()))
        && (ifFlag == null || facts.flags().containsKey(ifFlag))
        && (unlessFlag == null || !facts.flags().containsKey(unlessFlag));
  }

  private @Nullable Anchored anchor(Trigger when) {
    Instant start = facts.episodeStartedAt();
    Duration after = when.after() == null ? Duration.ZERO : when.after();
    return switch (when.kind()) {
      case ELAPSED -> new Anchored(start, notBeforeFlag(start.plus(after), when.ifFlag()));
      case SINCE_PROGRESS -> {
        Instant progress = facts.progressAt();
        Instant anchor = progress == null || progress.isBefore(start) ? start : progress;
        yield new Anchored(anchor, notBeforeFlag(anchor.plus(after), when.ifFlag()));
      }
      case SLA_MULTIPLE -> {
        Duration clock = clock(when.clock());
        int multiple = when.multiple() == null ? 1 : when.multiple();
        yield clock == null ? null : new Anchored(start, start.plus(clock.multipliedBy(multiple)));
      }
      case FLAG -> {
        Instant raised = when.flag() == null ? null : facts.flags().get(when.flag());
        if (raised == null) {
          yield null;
        }
        Instant anchor = raised.isBefore(start) ? start : raised;
        yield new Anchored(anchor, anchor.plus(after));
      }
    };
  }

  private Instant notBeforeFlag(Instant due, @Nullable String flag) {
    Instant raised = flag == null ? null : facts.flags().get(flag);
    return raised != null && raised.isAfter(due) ? raised : due;
  }

  private @Nullable Duration clock(@Nullable String id) {
    Clocks of = severity.clocks();
    return switch (id == null ? "" : id) {
      case "acknowledge" -> of.acknowledgeWithin();
      case "investigate" -> of.investigateWithin();
      case "contain" -> of.containTarget();
      default -> null;
    };
  }

  private void updates() {
    Duration every = severity.clocks().updateEvery();
    if (every == null) {
      return;
    }
    Instant anchor = Clocksmith.lastUpdate(facts);
    repeat("update-reminder", anchor, firstResponder(), every, "002 §1.5");
  }

  private void misses() {
    for (Clock clock : Clocksmith.clocks(plan, facts)) {
      if (clock.metAt() != null || clock.id().equals("observation")) {
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
          NOBODY,
          Deadline.Kind.END_OBSERVATION,
          resolved.plus(plan.observation().max()),
          List.of(),
          "000-R3");
    }
    if (facts.postmortem().mandatory() && facts.postmortem().reviewAt() == null) {
      for (String recipient : plan.postmortem().tell()) {
        once(
            "review-opens",
            resolved,
            recipient,
            Deadline.Kind.REMIND,
            resolved.plus(plan.postmortem().reviewNotBefore()),
            List.of(),
            "002 §1.6");
      }
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
    FiredId id = new FiredId(rule, facts.episode(), anchor, recipient);
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

  private record Anchored(Instant anchor, Instant due) {}
}
