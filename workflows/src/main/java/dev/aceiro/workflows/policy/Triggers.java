package dev.aceiro.workflows.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a trigger counts from, as the facts stand; nothing where it does not apply. */
final class Triggers {
  private final Facts facts;
  private final Severity severity;

  Triggers(ResponsePlan plan, Facts facts) {
    this.facts = facts;
    this.severity = plan.severity(facts.severity());
  }

  /** Each anchor with its due instant, the earliest first; the unless-flag is not asked here. */
  List<Anchored> anchors(EscalationRule rule) {
    Trigger when = rule.when();
    String ifFlag = when.ifFlag();
    Instant condition = ifFlag == null ? Instant.MIN : facts.flags().get(ifFlag);
    if (condition == null) {
      return List.of();
    }
    Duration wait = wait(when);
    if (wait == null) {
      return List.of();
    }
    return from(when, rule.oncePerIncident()).stream()
        .sorted()
        .distinct()
        .map(anchor -> new Anchored(anchor, later(anchor.plus(wait), condition)))
        .toList();
  }

  private @Nullable Duration wait(Trigger when) {
    if (when.kind() == Trigger.Kind.SLA_MULTIPLE) {
      Duration clock = clock(when.clock());
      int multiple = when.multiple() == null ? 1 : when.multiple();
      return clock == null ? null : clock.multipliedBy(multiple);
    }
    return when.after() == null ? Duration.ZERO : when.after();
  }

  private List<Instant> from(Trigger when, boolean oncePerIncident) {
    Instant start = facts.episodeStartedAt();
    return switch (when.kind()) {
      case ELAPSED, SLA_MULTIPLE -> List.of(start);
      case SINCE_PROGRESS -> {
        Instant progress = facts.progressAt();
        yield List.of(progress == null ? start : later(start, progress));
      }
      case FLAG -> {
        Instant raised = when.flag() == null ? null : facts.flags().get(when.flag());
        yield raised == null ? List.of() : List.of(oncePerIncident ? raised : later(start, raised));
      }
      case OUTCOME -> outcomes(when, start);
      case FREQUENCY -> {
        Integer moreThan = when.moreThan();
        Duration within = when.within();
        yield moreThan == null || within == null
            ? List.of()
            : Frequency.exceeded(facts, List.of(), moreThan, within, start);
      }
    };
  }

  private List<Instant> outcomes(Trigger when, Instant start) {
    List<Instant> instants = new ArrayList<>();
    for (ActionOutcome outcome : facts.outcomes()) {
      if (outcome.action().equals(when.action())
          && outcome.result() == when.result()
          && !outcome.at().isBefore(start)) {
        instants.add(outcome.at());
      }
    }
    return instants;
  }

  private @Nullable Duration clock(@Nullable String id) {
    Clocks of = severity.clocks();
    return switch (id == null ? "" : id) {
      case "notify" -> of.notifyWithin();
      case "acknowledge" -> of.acknowledgeWithin();
      case "investigate" -> of.investigateWithin();
      case "contain" -> of.containTarget();
      default -> null;
    };
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  /**
   * An anchor and what is due from it.
   *
   * @param anchor what is counted from
   * @param due when, never before the anchor
   */
  record Anchored(Instant anchor, Instant due) {}
}
