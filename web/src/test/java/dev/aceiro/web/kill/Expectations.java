package dev.aceiro.web.kill;

import dev.aceiro.web.kill.RecordReader.Entry;
import dev.aceiro.workflows.policy.Clocks;
import dev.aceiro.workflows.policy.EscalationRule;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Severity;
import dev.aceiro.workflows.policy.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What should have fired for an incident, worked out anew from its plan and from when people did
 * what: a second opinion about the agenda, for the rules that the script touches.
 */
final class Expectations {
  /**
   * Something that had to fire.
   *
   * @param until when it stopped being owed (UTC); {@link Instant#MAX} for never
   */
  record Expected(String rule, int episode, String recipient, Instant due, Instant until) {}

  private final ResponsePlan plan;
  private final List<Entry> timeline;
  private final List<Expected> expected = new ArrayList<>();

  private Expectations(ResponsePlan plan, List<Entry> timeline) {
    this.plan = plan;
    this.timeline = timeline;
  }

  static List<Expected> of(ResponsePlan plan, List<Entry> timeline, Instant receivedAt) {
    Expectations all = new Expectations(plan, timeline);
    Instant start = receivedAt;
    for (int episode = 1; start != null; episode++) {
      Instant end = all.first("RELAPSED", start.plusMillis(1), "");
      all.episode(episode, start, end == null ? Instant.MAX : end);
      start = end;
    }
    return all.expected;
  }

  private void episode(int episode, Instant start, Instant end) {
    Instant acknowledged = within("ACKNOWLEDGED", start, end);
    Instant triaged = within("TRIAGED", start, end);
    Instant contained = within("CONTAINED", start, end);
    Instant resolved = within("RECOVERED", start, end);
    String opening = episode == 1 ? severityAt(start) : lastSeverityBefore(start);
    Severity first = plan.severity(opening);
    first.tell().forEach(to -> expect("notify", episode, to, start, resolved));
    if (episode == 1 && !triaged.equals(Instant.MAX)) {
      Severity then = plan.severity(lastSeverityBefore(triaged.plusMillis(1)));
      then.tell().stream()
          .filter(to -> !first.tell().contains(to))
          .forEach(to -> expect("notify", episode, to, triaged, resolved));
    }
    for (int rung = 0; rung < plan.ladder().size(); rung++) {
      expect(
          "ladder-" + rung,
          episode,
          "role:" + plan.firstResponder(),
          start.plus(plan.ladder().get(rung).after()),
          Stream.of(acknowledged, triaged, resolved).min(Comparator.naturalOrder()).orElseThrow());
    }
    if (!contained.equals(Instant.MAX) || !triaged.equals(Instant.MAX)) {
      String severity = lastSeverityBefore(end);
      clocks(episode, plan.severity(severity).clocks(), start, triaged, contained, resolved);
      escalations(episode, severity, start, resolved);
    }
  }

  private void clocks(
      int episode, Clocks of, Instant start, Instant triaged, Instant contained, Instant resolved) {
    String responder = "role:" + plan.firstResponder();
    missed("contain-target", episode, responder, start, of.containTarget(), contained);
    missed("contain-limit", episode, responder, start, of.containLimit(), contained);
    if (episode == 1) {
      missed("investigate", episode, responder, start, of.investigateWithin(), triaged);
    }
  }

  private void missed(
      String clock,
      int episode,
      String recipient,
      Instant anchor,
      @Nullable Duration within,
      Instant met) {
    if (within != null) {
      expect("missed:" + clock, episode, recipient, anchor.plus(within), met);
    }
  }

  private void escalations(int episode, String severity, Instant start, Instant resolved) {
    for (EscalationRule rule : plan.escalations()) {
      Trigger when = rule.when();
      if (rule.severities().contains(severity)
          && rule.scenario() == null
          && when.kind() == Trigger.Kind.SINCE_PROGRESS
          && when.ifFlag() == null
          && when.unlessFlag() == null
          && when.after() != null) {
        rule.to().forEach(to -> expect(rule.id(), episode, to, start.plus(when.after()), resolved));
      }
    }
  }

  private void expect(String rule, int episode, String recipient, Instant due, Instant until) {
    if (due.isBefore(until)) {
      expected.add(new Expected(rule, episode, recipient, due, until));
    }
  }

  private Instant within(String code, Instant from, Instant to) {
    Instant at = first(code, from, "");
    return at == null || !at.isBefore(to) ? Instant.MAX : at;
  }

  private @Nullable Instant first(String code, Instant from, String holding) {
    return timeline.stream()
        .filter(e -> e.code().equals(code) && !e.occurredAt().isBefore(from))
        .filter(e -> e.params().contains(holding))
        .map(Entry::occurredAt)
        .findFirst()
        .orElse(null);
  }

  private String severityAt(Instant start) {
    return timeline.stream()
        .filter(e -> e.code().equals("OPENED"))
        .map(Expectations::severity)
        .findFirst()
        .orElse(plan.defaultSeverity());
  }

  private String lastSeverityBefore(Instant instant) {
    return timeline.stream()
        .filter(e -> e.occurredAt().isBefore(instant))
        .filter(e -> List.of("OPENED", "TRIAGED", "RECLASSIFIED").contains(e.code()))
        .map(Expectations::severity)
        .reduce((earlier, later) -> later)
        .orElse(plan.defaultSeverity());
  }

  private static String severity(Entry entry) {
    return JsonMapper.shared().readTree(entry.params()).path("severity").asString("");
  }
}
