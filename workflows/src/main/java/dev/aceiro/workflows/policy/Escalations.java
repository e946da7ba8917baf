package dev.aceiro.workflows.policy;

import dev.aceiro.workflows.policy.Triggers.Anchored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Which escalation rules stand, and whom each tells when.
 *
 * <p>A rule takes the place of those of lower precedence that it names, while the facts it needs
 * are there. What is left is a union: each tells everybody it names. Of the rules for which only
 * time must pass, a call on declaration among them, the earliest tells a recipient and later ones
 * bring them nothing new; unless a rule has an effect, which its recipients are to decide about.
 */
final class Escalations {
  static final String NOBODY = "-";

  /** The rule by which a severity calls roles when it is declared. */
  private static final String ASSIGN = "assign";

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
    Escalations escalations = new Escalations(plan, facts);
    Instant resolved = facts.resolvedAt();
    return resolved == null ? escalations.deadlines() : escalations.news(resolved);
  }

  /**
   * What is still told after resolution: that stops what waits for time, not what somebody found
   * out since. A flag that was raised later is told as at any other time.
   */
  private List<Deadline> news(Instant resolved) {
    List<Deadline> deadlines = new ArrayList<>();
    for (Candidate candidate :
        standing(c -> c.raised() && !c.anchored().anchor().isBefore(resolved))) {
      candidate.tellAll(facts, deadlines);
    }
    return deadlines;
  }

  private List<Deadline> deadlines() {
    List<Deadline> deadlines = new ArrayList<>();
    SortedMap<String, Candidate> earliest = new TreeMap<>();
    for (Candidate candidate : standing(any -> true)) {
      EscalationRule rule = candidate.rule();
      if (rule.effect() != null || !rule.when().unconditional()) {
        candidate.tellAll(facts, deadlines);
      }
      for (String recipient : rule.to()) {
        if (rule.when().unconditional() && !atIt(rule, recipient) && !told(recipient)) {
          earliest.merge(
              recipient,
              candidate,
              (one, other) -> EARLIEST.compare(one, other) <= 0 ? one : other);
        }
      }
    }
    deadlines.addAll(again());
    earliest.forEach(
        (recipient, candidate) -> {
          if (candidate.rule().effect() == null) {
            deadlines.add(candidate.deadline(facts, recipient, Deadline.Kind.ESCALATE));
          }
        });
    return deadlines;
  }

  /** What time has told somebody whom it did not reach, whatever the severity is by now. */
  private List<Deadline> again() {
    List<Deadline> again = new ArrayList<>();
    Instant start = facts.episodeStartedAt();
    for (EscalationRule rule : oftime(plan.severities())) {
      for (String recipient : rule.to()) {
        FiredId id = new FiredId(rule.id(), facts.episode(), start, recipient);
        if (rule.effect() == null && facts.again().containsKey(id.text())) {
          again.add(
              new Deadline(id, Deadline.Kind.ESCALATE, start, rule.via(), rule.source(), null));
        }
      }
    }
    return again;
  }

  /** Every rule for which only time must pass, the calls on declaration of severities included. */
  private List<EscalationRule> oftime(List<Severity> severities) {
    List<EscalationRule> rules = new ArrayList<>();
    plan.escalations().stream().filter(rule -> rule.when().unconditional()).forEach(rules::add);
    severities.stream().map(Escalations::assignment).forEach(rules::add);
    return rules;
  }

  /** A severity's call on declaration as a rule: at once, for whoever has it. */
  private static EscalationRule assignment(Severity severity) {
    return new EscalationRule(
        ASSIGN,
        List.of(severity.code()),
        null,
        new Trigger(Trigger.Kind.ELAPSED, Duration.ZERO, null, null, null, null, null),
        severity.assign(),
        List.of(),
        severity.sourceOf(ASSIGN));
  }

  /**
   * Rules that apply, are not replaced and not held back by a flag, with each of their anchors.
   *
   * @param counts which of those that apply are looked at; what does not count replaces nothing
   */
  private List<Candidate> standing(Predicate<Candidate> counts) {
    Triggers triggers = new Triggers(plan, facts);
    List<Candidate> applying = new ArrayList<>();
    List<EscalationRule> rules = new ArrayList<>(plan.escalations());
    rules.add(assignment(severity));
    for (EscalationRule rule : rules) {
      if (concerns(rule)) {
        for (Anchored anchored : triggers.anchors(rule)) {
          Candidate candidate = new Candidate(rule, anchored);
          if (counts.test(candidate)) {
            applying.add(candidate);
          }
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

  /**
   * Whether the recipient holds a role that the severity calls: they are at it, so time alone need
   * not call them. Whoever held it before a relapse is called by it once more.
   */
  private boolean atIt(EscalationRule rule, String recipient) {
    return severity.assign().contains(recipient)
        && facts.roles().containsKey(recipient.substring(recipient.indexOf(':') + 1))
        && !(rule.id().equals(ASSIGN) && facts.episode() > 1);
  }

  /** Whether time has told that recipient already in this episode. */
  private boolean told(String recipient) {
    Instant start = facts.episodeStartedAt();
    return oftime(plan.severities()).stream()
        .anyMatch(
            rule ->
                facts
                    .fired()
                    .containsKey(new FiredId(rule.id(), facts.episode(), start, recipient).text()));
  }

  private record Candidate(EscalationRule rule, Anchored anchored) {
    /** Whether somebody's raising a flag is what fires it. */
    boolean raised() {
      return rule.when().kind() == Trigger.Kind.FLAG;
    }

    /** Its effect, and everybody it names. */
    void tellAll(Facts facts, List<Deadline> deadlines) {
      if (rule.effect() != null) {
        deadlines.add(deadline(facts, NOBODY, Deadline.Kind.EFFECT));
      }
      rule.to().forEach(to -> deadlines.add(deadline(facts, to, Deadline.Kind.ESCALATE)));
    }

    Deadline deadline(Facts facts, String recipient, Deadline.Kind kind) {
      return new Deadline(
          new FiredId(rule.id(), episode(facts, recipient), anchored.anchor(), recipient),
          kind,
          anchored.due(),
          rule.via(),
          rule.source(),
          null);
    }

    /** The episode in which it fires; for what fires once, the one in which it has fired. */
    private int episode(Facts facts, String recipient) {
      if (rule.oncePerIncident()) {
        for (int episode = 1; episode < facts.episode(); episode++) {
          FiredId id = new FiredId(rule.id(), episode, anchored.anchor(), recipient);
          if (facts.fired().containsKey(id.text())) {
            return episode;
          }
        }
      }
      return facts.episode();
    }
  }
}
