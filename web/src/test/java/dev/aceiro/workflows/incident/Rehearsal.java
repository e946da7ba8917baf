package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.communication.Deliveries;
import dev.aceiro.workflows.communication.Delivery;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.containment.ActionReport;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.Reading;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.containment.SurveyOrder;
import dev.aceiro.workflows.containment.WorkOrder;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.recovery.CheckResult;
import dev.aceiro.workflows.recovery.CheckState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The incident itself without an engine: hands that succeed at once, channels that are dry. What
 * happens on its pages is what happens in life, only nothing is durable.
 */
public final class Rehearsal {
  private final Incident incident;
  private final List<TimelineEntry> timeline = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();
  private boolean hidden;
  private SortedMap<String, String> standing = Params.of("taskDefinition", "plooral-api:42");

  /** A message that became due, and what became of it. */
  public record Sent(Message message, Delivery delivery) {}

  public Rehearsal(Opening opening, ResponsePlan plan) {
    this.incident = new Incident(IncidentState.open(opening, plan.profile()), plan);
    incident.declare(opening.receivedAt());
    pass(opening.receivedAt());
  }

  public synchronized Incident incident() {
    return incident;
  }

  public synchronized List<TimelineEntry> timeline() {
    return List.copyOf(timeline);
  }

  public synchronized List<Sent> sent() {
    return List.copyOf(sent);
  }

  public synchronized Refusal refuse(DecisionRequest request, Instant now) {
    return incident.refuse(request, now);
  }

  public synchronized long decide(DecisionRequest request, Instant now) {
    long revision = incident.decide(request, now);
    pass(now);
    return revision;
  }

  public synchronized void alarm(AlarmSignal signal, Instant now) {
    incident.alarm(signal, now);
    pass(now);
  }

  /** Reports an order's end as the hands would; the first order of that kind that is in flight. */
  public synchronized void report(Outcome outcome, String code, Instant now) {
    WorkOrder order = incident.state().orders.getFirst();
    incident.actionReported(
        new ActionReport(
            order.action(),
            order.kind(),
            order.attempt(),
            outcome,
            null,
            code,
            new TreeMap<>(),
            now),
        now);
    note();
  }

  /** Everything that is due by then fires, and everything that was ordered is done. */
  public synchronized void pass(Instant now) {
    for (int round = 0; round < 50; round++) {
      Instant next = incident.nextDue();
      if (next == null || next.isAfter(now)) {
        break;
      }
      incident.fireDue(next);
      deliver(next);
    }
    incident.fireDue(now);
    deliver(now);
    survey(now);
    note();
  }

  /** What stands at every target of a playbook from now on. */
  public synchronized void stands(String name, String value) {
    standing = Params.of(name, value);
  }

  /** No target of a playbook can be read from now on. */
  public synchronized void hides() {
    hidden = true;
  }

  private void survey(Instant now) {
    while (!incident.state().surveyOrders().isEmpty()) {
      SurveyOrder order = incident.state().surveyOrders().getFirst();
      incident.surveyed(
          order,
          order.steps().stream()
              .map(
                  step ->
                      new Reading(
                          step,
                          hidden ? Reading.State.UNREADABLE : Reading.State.READ,
                          hidden ? "" : "plooral-cluster/plooral-api-service",
                          hidden ? Params.none() : standing,
                          Params.none(),
                          hidden ? "TARGET_SLOW" : "READ",
                          now))
              .toList(),
          now);
      incident.fireDue(now);
      deliver(now);
    }
  }

  private void deliver(Instant now) {
    for (Message message : List.copyOf(incident.state().messages())) {
      List<Delivery> all = new ArrayList<>();
      message
          .fallback()
          .forEach(
              address ->
                  all.add(
                      new Delivery(
                          address.kind(), address.person(), Delivery.Result.DRY, "", now)));
      if (all.isEmpty()) {
        all.add(new Delivery("email", "-", Delivery.Result.DRY, "", now));
      }
      all.forEach(delivery -> sent.add(new Sent(message, delivery)));
      incident.delivered(new Deliveries(message.key(), all), now);
    }
  }

  /** The hands: whatever is ordered succeeds. */
  public synchronized void work(Instant now) {
    for (WorkOrder order : List.copyOf(incident.state().orders)) {
      incident.actionReported(report(order, now), now);
    }
    for (CheckResult check : List.copyOf(incident.state().checks().values())) {
      if (check.state() == CheckState.RUNNING) {
        incident.checked(
            new CheckResult(
                check.check(), CheckState.PASSED, "STUBBED", new TreeMap<>(), "aceiro", now),
            now);
      }
    }
    pass(now);
  }

  private static ActionReport report(WorkOrder order, Instant now) {
    boolean manual = order.type().equals("manual");
    Outcome outcome =
        switch (order.kind()) {
          case CAPTURE -> Outcome.CAPTURED;
          case APPLY -> manual ? Outcome.WITH_PERSON : Outcome.APPLIED;
          case UNDO -> Outcome.UNDONE;
        };
    Capture capture =
        order.kind() == OrderKind.CAPTURE
            ? new Capture(
                "%064x".formatted(Math.abs((order.action() + order.type()).hashCode())),
                manual ? "" : "plooral-cluster/plooral-api-service",
                manual ? Risk.REVERSIBLE : Risk.DISRUPTIVE,
                !manual,
                new TreeMap<>(),
                now)
            : null;
    return new ActionReport(
        order.action(),
        order.kind(),
        order.attempt(),
        outcome,
        capture,
        outcome.name(),
        new TreeMap<>(),
        now);
  }

  private void note() {
    List<TimelineEntry> entries = incident.journal().entries();
    timeline.addAll(entries);
    entries.clear();
  }
}
