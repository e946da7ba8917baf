package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.alarm.Alarm;
import dev.aceiro.workflows.alarm.AlarmCatalogue;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.ActionReport;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.containment.WorkOrder;
import dev.aceiro.workflows.policy.Stage;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** People, alarms and hands of a simulation: what a script says happens to the incident. */
final class SimulatedWorld {
  private final Incident incident;
  private final AlarmCatalogue catalogue;
  private final BiConsumer<String, SortedMap<String, String>> assume;
  private final SimulatedPerson person;
  private long inbox;

  SimulatedWorld(
      Incident incident,
      AlarmCatalogue catalogue,
      BiConsumer<String, SortedMap<String, String>> assume) {
    this.incident = incident;
    this.catalogue = catalogue;
    this.assume = assume;
    this.person = new SimulatedPerson(incident, assume);
  }

  void happen(Script.Event event, Instant now) {
    switch (event) {
      case Script.Decided said -> person.says(said.decision(), said.body(), now);
      case Script.Flagged raised -> flag(raised.flag(), now);
      case Script.Ended ended -> ended(ended, now);
      case Script.Alarmed alarmed -> alarm(alarmed, now);
    }
  }

  private void flag(String flag, Instant now) {
    if (closed("flag", flag)) {
      return;
    }
    if (!incident.state().flags().containsKey(flag)) {
      incident.raiseFlag(person.actor(), flag, null, now);
    }
  }

  private void alarm(Script.Alarmed alarmed, Instant now) {
    if (catalogue.entry(alarmed.alarm()) == null) {
      assume.accept("ALARM_UNKNOWN", Params.of("alarm", alarmed.alarm()));
    }
    if (alarmed.state() == AlarmState.FIRING && !incident.state().ownsKeys()) {
      assume.accept("ALARM_OPENS_ANOTHER", Params.of("alarm", alarmed.alarm()));
    }
    inbox++;
    incident.alarm(new AlarmSignal(of(alarmed, inbox, now), inbox, inbox), now);
  }

  static Alarm of(Script.Alarmed alarmed, long inbox, Instant now) {
    return new Alarm(
        "simulation",
        alarmed.alarm(),
        alarmed.state(),
        alarmed.alarm(),
        "event-" + inbox,
        null,
        null,
        null,
        now,
        now,
        false,
        alarmed.alarm(),
        new TreeMap<>(),
        List.of());
  }

  private void ended(Script.Ended ended, Instant now) {
    if (closed("action", ended.action())) {
      return;
    }
    boolean offered =
        incident.plan().playbooks().stream()
            .flatMap(playbook -> playbook.actions().stream())
            .anyMatch(step -> step.type().equals(ended.action()));
    if (!offered) {
      assume.accept("ACTION_IN_NO_PLAYBOOK", Params.of("action", ended.action()));
    }
    Action action = underWay(ended.action());
    if (action == null) {
      assume.accept("ACTION_PROPOSED_AND_APPROVED", Params.of("action", ended.action()));
      incident
          .ledger()
          .propose(person.actor(), ended.action(), Params.none(), SimulatedPerson.SAID, now);
      action = incident.state().actions().getLast();
    }
    String id = action.id();
    report(id, OrderKind.CAPTURE, Outcome.CAPTURED, now);
    int needed = incident.ledger().rule(incident.ledger().get(id)).count();
    for (int i = 0;
        i < Math.max(1, needed) && incident.ledger().get(id).state() == ActionState.WAITING;
        i++) {
      incident.ledger().approve(person.actor(i), id, now);
    }
    Outcome outcome =
        switch (ended.result()) {
          case APPLIED -> Outcome.APPLIED;
          case FAILED -> Outcome.FAILED;
          case UNKNOWN -> Outcome.UNKNOWN;
        };
    report(id, OrderKind.APPLY, outcome, now);
  }

  private @Nullable Action underWay(String type) {
    return incident.state().actions().stream()
        .filter(a -> a.type().equals(type))
        .filter(
            a ->
                a.state() == ActionState.CAPTURING
                    || a.state() == ActionState.WAITING
                    || a.state() == ActionState.APPLYING)
        .findFirst()
        .orElse(null);
  }

  /** Answers the order of that kind if it is in flight. */
  private void report(String action, OrderKind kind, Outcome outcome, Instant now) {
    incident.state().orders().stream()
        .filter(order -> order.action().equals(action) && order.kind() == kind)
        .findFirst()
        .ifPresent(order -> incident.actionReported(report(order, outcome, now), now));
  }

  static ActionReport report(WorkOrder order, Outcome outcome, Instant now) {
    Capture capture =
        order.kind() == OrderKind.CAPTURE
            ? new Capture(
                "digest-" + order.action(),
                order.type(),
                Risk.REVERSIBLE,
                false,
                Params.none(),
                now)
            : null;
    return new ActionReport(
        order.action(),
        order.kind(),
        order.attempt(),
        outcome,
        capture,
        outcome.name(),
        Params.none(),
        now);
  }

  private boolean closed(String what, String name) {
    boolean closed = incident.state().stage() == Stage.CLOSED;
    if (closed) {
      assume.accept("AFTER_THE_END", Params.of(what, name));
    }
    return closed;
  }
}
