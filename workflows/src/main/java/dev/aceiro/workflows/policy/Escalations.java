package dev.aceiro.workflows.policy;

import dev.aceiro.workflows.policy.Triggers.Anchored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which escalation rules stand, and whom each tells when.
 *
 * <p>A rule takes the place of those of lower precedence that it names, while the facts it needs
 * are there. What is left is a union: each tells everybody it names. Of the rules for which only
 * time must pass, the earliest tells a recipient, later ones bring them nothing new.
 */
final class Escalations {
  static final String NOBODY = "-";

  private static final Comparator<Candidate> EARLIEST =
      Comparator.comparing((Candidate c) -> c.anchored().due())
          .thenComparing(c -> Precedence.of(c.rule()))
          .thenComparing(c -> c.rule().id());

  private final ResponsePlan plan;
  private final Facts facts;
  private final Severity severity;

  private Escalations(ResponsePlan plan, Facts facts) {
    this.plan = plan;
    this.facts = facts;
    this.severity = plan.severity(facts.severity());
  }

  /** What the rules make due, fired or not, in no particular order. */
  static List<Deadline> of(ResponsePlan plan, Facts facts) {
    return new Escalations(plan, facts).deadlines();
  }

  private List<Deadline> deadlines() {
    List<Deadline> deadlines = new ArrayList<>();
    SortedMap<String, Candidate> earliest = new TreeMap<>();
    for (Candidate candidate : standing()) {
      EscalationRule rule = candidate.rule();
      if (rule.effect() != null) {
        deadlines.add(candidate.deadline(facts, NOBODY, Deadline.Kind.EFFECT));
      }
      for (String recipient : rule.to()) {
        if (!rule.when().unconditional()) {
          deadlines.add(candidate.deadline(facts, recipient, Deadline.Kind.ESCALATE));
        } else if (!told(recipient)) {
          earliest.merge(
              recipient,
              candidate,
              (one, other) -> EARLIEST.compare(one, other) <= 0 ? one : other);
        }
      }
    }
    deadlines.addAll(again());
    earliest.forEach(
        (recipient, candidate) ->
            deadlines.add(candidate.deadline(facts, recipient, Deadline.Kind.ESCALATE)));
    return deadlines;
  }

  /** What time has told somebody whom it did not reach. */
  private List<Deadline> again() {
    List<Deadline> again = new ArrayList<>();
    Instant start = facts.episodeStartedAt();
    for (EscalationRule rule : plan.escalations()) {
      if (rule.when().unconditional()) {
        for (String recipient : rule.to()) {
          FiredId id = new FiredId(rule.id(), facts.episode(), start, recipient);
          if (facts.again().containsKey(id.text())) {
            again.add(
                new Deadline(id, Deadline.Kind.ESCALATE, start, rule.via(), rule.source(), null));
          }
        }
      }
    }
    return again;
  }

  /** Rules that apply, are not replaced and not held back by a flag, with each of their anchors. */
  private List<Candidate> standing() {
    Triggers triggers = new Triggers(plan, facts);
    List<Candidate> applying = new ArrayList<>();
    for (EscalationRule rule : plan.escalations()) {
      if (concerns(rule)) {
        for (Anchored anchored : triggers.anchors(rule.when())) {
          applying.add(new Candidate(rule, anchored));
        }
      }
    }
    return applying.stream()
        .filter(c -> applying.stream().noneMatch(other -> replaces(other.rule(), c.rule())))
        .filter(c -> !heldBack(c.rule()))
        .toList();
  }

  private boolean concerns(EscalationRule rule) {
    return (rule.severities().isEmpty() || rule.severities().contains(facts.severity()))
        && (rule.scenario() == null || rule.scenario().equals(facts.scenario()));
  }

  /**
   * A flag that holds a rule back does not bring back what the rule replaces: whoever says that the
   * cause is found need not be told by the general rule instead.
   */
  private boolean heldBack(EscalationRule rule) {
    String unlessFlag = rule.when().unlessFlag();
    return unlessFlag != null && facts.flags().containsKey(unlessFlag);
  }

  private static boolean replaces(EscalationRule rule, EscalationRule other) {
    return rule.replaces().contains(other.id()) && Precedence.of(rule).above(Precedence.of(other));
  }

  /** Whether time has told that recipient already in this episode, or they are at it. */
  private boolean told(String recipient) {
    if (severity.assign().contains(recipient)
        && facts.roles().containsKey(recipient.substring(recipient.indexOf(':') + 1))) {
      return true;
    }
    Instant start = facts.episodeStartedAt();
    return plan.escalations().stream()
        .filter(rule -> rule.when().unconditional())
        .anyMatch(
            rule ->
                facts
                    .fired()
                    .containsKey(new FiredId(rule.id(), facts.episode(), start, recipient).text()));
  }

  private record Candidate(EscalationRule rule, Anchored anchored) {
    Deadline deadline(Facts facts, String recipient, Deadline.Kind kind) {
      return new Deadline(
          new FiredId(rule.id(), facts.episode(), anchored.anchor(), recipient),
          kind,
          anchored.due(),
          rule.via(),
          rule.source(),
          null);
    }
  }
}
