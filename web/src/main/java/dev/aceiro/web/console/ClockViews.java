package dev.aceiro.web.console;

import dev.aceiro.web.words.TriggerWords;
import dev.aceiro.workflows.incident.Incident;
import dev.aceiro.workflows.policy.Clock;
import dev.aceiro.workflows.policy.Deadline;
import dev.aceiro.workflows.policy.EscalationRule;
import dev.aceiro.workflows.policy.Trigger;
import dev.aceiro.workflows.postmortem.ActionItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The clocks of an incident, and what will happen by itself, in words. */
final class ClockViews {
  private final Incident incident;
  private final Reader reader;
  private final Names names;
  private @Nullable List<Clock> known;

  ClockViews(Incident incident, Reader reader, Names names) {
    this.incident = incident;
    this.reader = reader;
    this.names = names;
  }

  private List<Clock> known() {
    List<Clock> clocks = known;
    if (clocks == null) {
      clocks = incident.clocks();
      known = clocks;
    }
    return clocks;
  }

  /** Clocks first, in the order of the runbook; then who else will be told, the nearest first. */
  List<ClockView> all() {
    return Stream.concat(clocks().stream(), escalations().stream()).toList();
  }

  /** The clocks in the order of the runbook. */
  List<ClockView> clocks() {
    Clock next = next();
    return known().stream().map(clock -> view(clock, clock.equals(next))).toList();
  }

  /** A clock that was missed and not met since. */
  record Overdue(String label, Instant due) {}

  /** Those, in the order of the runbook. */
  List<Overdue> overdue() {
    return known().stream()
        .filter(clock -> clock.look(reader.now()) == Clock.Look.MISSED)
        .map(clock -> new Overdue(label(clock.id()), clock.due()))
        .toList();
  }

  /** The one that is due next; where none runs, the one that was missed last; else null. */
  @Nullable ClockView nearest() {
    List<Clock> all = known();
    Clock next = next(all);
    if (next == null) {
      next =
          all.stream()
              .filter(clock -> clock.look(reader.now()) == Clock.Look.MISSED)
              .max(Comparator.comparing(Clock::due))
              .orElse(null);
    }
    return next == null ? null : view(next, true);
  }

  /** How many clocks are missed and not met since. */
  long missed() {
    return known().stream().filter(clock -> clock.look(reader.now()) == Clock.Look.MISSED).count();
  }

  private @Nullable Clock next() {
    return next(known());
  }

  /**
   * The observation asks nothing of anybody, so any obligation goes before it; contain-limit is
   * what remains once the target is missed.
   */
  private @Nullable Clock next(List<Clock> clocks) {
    return clocks.stream()
        .filter(clock -> clock.look(reader.now()) == Clock.Look.RUNNING)
        .min(
            Comparator.comparing((Clock clock) -> clock.id().equals("observation"))
                .thenComparing(Clock::due))
        .orElse(null);
  }

  private ClockView view(Clock clock, boolean next) {
    Clock.Look look = clock.look(reader.now());
    Instant met = clock.metAt();
    String number =
        switch (look) {
          case MET, MET_LATE ->
              reader.say(
                  "clock.met",
                  "took",
                  Reader.length(Duration.between(clock.anchor(), met == null ? clock.due() : met)),
                  "of",
                  Reader.length(Duration.between(clock.anchor(), clock.due())));
          case RUNNING -> reader.distance(clock.due());
          case MISSED ->
              reader.say(
                  "time.late",
                  "length",
                  Reader.length(Duration.between(clock.due(), reader.now())));
        };
    boolean open = met == null;
    return new ClockView(
        clock.id(),
        switch (look) {
          case MET -> "met";
          case MET_LATE -> "late";
          case RUNNING -> next ? "due" : "wait";
          case MISSED -> "miss";
        },
        switch (look) {
          case MET -> "✓";
          case MET_LATE -> "✓";
          case RUNNING -> next ? "◔" : "○";
          case MISSED -> "!";
        },
        label(clock.id()),
        number,
        purpose(clock.id()),
        open ? clock.due() : null,
        open ? Ring.between(clock.anchor(), clock.due(), reader.now()) : null,
        title(clock.due(), clock.source()));
  }

  private String label(String clock) {
    return clock.startsWith("item:")
        ? reader.say("clock.item", "item", item(clock.substring("item:".length())))
        : reader.word("clock", clock);
  }

  private String purpose(String clock) {
    return clock.startsWith("item:")
        ? reader.say("clock.item.to", "item", clock.substring("item:".length()))
        : reader.say("clock." + clock + ".to");
  }

  private String item(String id) {
    return incident.state().postmortem().items().stream()
        .filter(item -> item.id().equals(id))
        .map(ActionItem::text)
        .map(text -> id + " " + (text.length() > 60 ? text.substring(0, 59) + "…" : text))
        .findFirst()
        .orElse(id);
  }

  private String title(Instant due, String source) {
    return reader.say(
        "clock.title", "due", reader.full(due), "utc", Reader.utc(due), "source", source);
  }

  /** Pages and escalations that will go out if nobody does anything, one line for each rule. */
  private List<ClockView> escalations() {
    Map<String, List<Deadline>> byRule = new LinkedHashMap<>();
    for (Deadline deadline : incident.agenda()) {
      boolean shown =
          deadline.kind() == Deadline.Kind.ESCALATE
              || deadline.kind() == Deadline.Kind.PAGE
              || deadline.kind() == Deadline.Kind.REMIND;
      if (shown && deadline.due().isAfter(reader.now())) {
        byRule.computeIfAbsent(deadline.id().rule(), rule -> new ArrayList<>()).add(deadline);
      }
    }
    return byRule.values().stream().map(this::upcoming).toList();
  }

  private ClockView upcoming(List<Deadline> firings) {
    Deadline first = firings.getFirst();
    String to =
        firings.stream()
            .map(deadline -> names.recipient(deadline.id().recipient()))
            .distinct()
            .collect(Collectors.joining(", "));
    return new ClockView(
        first.id().rule(),
        "wait",
        "→",
        reader.say("clock.then", "what", rule(first.id().rule()), "to", to),
        reader.say("time.in", "length", reader.distance(first.due())),
        "",
        first.due(),
        null,
        title(first.due(), first.source()));
  }

  /** What makes a rule fire, in words. */
  private String rule(String id) {
    if (id.startsWith("ladder-")) {
      return reader.say(
          "rule.ladder", "rung", Integer.parseInt(id.substring("ladder-".length())) + 1);
    }
    for (EscalationRule rule : incident.plan().escalations()) {
      if (rule.id().equals(id)) {
        return trigger(rule.when(), reader);
      }
    }
    return reader.word("rule", id);
  }

  static String trigger(Trigger when, Reader reader) {
    return TriggerWords.say(when, reader.words(), reader.locale());
  }
}
