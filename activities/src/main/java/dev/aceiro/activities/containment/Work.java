package dev.aceiro.activities.containment;

import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.WorkOrder;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A work order with the handler that can do it.
 *
 * @param handler who can
 * @param parameters the order's, read
 * @param order what is to be done
 */
record Work<P extends Record>(ActionHandler<P> handler, P parameters, WorkOrder order) {
  static final String INSTRUCTION = "instruction";
  private static final String NATURE = "nature";

  /**
   * The work that an order asks for. A type that a playbook names and this installation cannot
   * execute is done by hand, where it says how.
   *
   * @throws ActionRefusedException UNKNOWN_TYPE or a PARAMETER code
   */
  static Work<?> of(WorkOrder order, ActionRegistry registry) {
    ActionHandler<?> handler = registry.handler(order.type());
    if (handler == null) {
      if (order.parameters().containsKey(INSTRUCTION)) {
        return byHand(order);
      }
      throw new ActionRefusedException("UNKNOWN_TYPE", "type", order.type());
    }
    return of(handler, order);
  }

  private static Work<?> byHand(WorkOrder order) {
    SortedMap<String, String> said = new TreeMap<>(order.parameters());
    said.keySet().retainAll(List.of(INSTRUCTION, "undo", NATURE));
    Manual manual = new Manual();
    return new Work<>(manual, Parameters.read(manual.parameters(), said), order);
  }

  private static <P extends Record> Work<P> of(ActionHandler<P> handler, WorkOrder order) {
    return new Work<>(
        handler,
        Parameters.read(handler.parameters(), ofHandler(handler, order.parameters())),
        order);
  }

  /** Without what a playbook says for the case that nobody but a person can do it. */
  static SortedMap<String, String> ofHandler(
      ActionHandler<?> handler, SortedMap<String, String> given) {
    if (handler instanceof Manual) {
      return given;
    }
    SortedMap<String, String> without = new TreeMap<>(given);
    without.remove(INSTRUCTION);
    without.remove(NATURE);
    return without;
  }

  /** Whether the call is not made because this is a drill. */
  boolean stubbed() {
    return order.drill() && !handler.effectFree();
  }

  /** Whether this installation can reach the target at all. */
  boolean reached() {
    return handler.effectFree() || handler.reaches(parameters);
  }

  /**
   * What is there; what the playbook says to a person stands in for a command that there is not.
   */
  Before look() {
    if (reached()) {
      return handler.capture(parameters);
    }
    Before imagined = handler.imagine(parameters);
    String instruction = order.parameters().get(INSTRUCTION);
    return imagined.byHand() == null && instruction != null
        ? imagined.byHand(instruction)
        : imagined;
  }

  /** What it is to those who investigate. */
  Nature nature(Before before) {
    return handler.nature(parameters, before);
  }

  Receipt apply(Before before, Call call) {
    return handler.apply(parameters, before, call);
  }

  Receipt undo(Before before, Call call) {
    return handler.undo(parameters, before, call);
  }

  Effect effect(Before before, Call call) {
    return handler.effect(parameters, before, call);
  }

  Effect undoEffect(Before before, Call call) {
    return handler.undoEffect(parameters, before, call);
  }

  Progress verify(Before before, Call call) {
    return handler.verify(parameters, before, call);
  }

  Call call(Instant claimedAt) {
    return new Call(order.incident(), order.action(), Captured.token(order), claimedAt);
  }
}
