package dev.aceiro.activities.containment;

import dev.aceiro.workflows.containment.WorkOrder;
import java.time.Instant;

/**
 * A work order with the handler that can do it.
 *
 * @param handler who can
 * @param parameters the order's, read
 * @param order what is to be done
 */
record Work<P extends Record>(ActionHandler<P> handler, P parameters, WorkOrder order) {

  /**
   * The work that an order asks for.
   *
   * @throws ActionRefusedException UNKNOWN_TYPE or a PARAMETER code
   */
  static Work<?> of(WorkOrder order, ActionRegistry registry) {
    ActionHandler<?> handler = registry.handler(order.type());
    if (handler == null) {
      throw new ActionRefusedException("UNKNOWN_TYPE", "type", order.type());
    }
    return of(handler, order);
  }

  private static <P extends Record> Work<P> of(ActionHandler<P> handler, WorkOrder order) {
    return new Work<>(handler, Parameters.read(handler.parameters(), order.parameters()), order);
  }

  /** Whether the call is not made because this is a drill. */
  boolean stubbed() {
    return order.drill() && !handler.effectFree();
  }

  /** Whether this installation can reach the target at all. */
  boolean reached() {
    return handler.effectFree() || handler.reaches(parameters);
  }

  Before look() {
    return reached() ? handler.capture(parameters) : handler.imagine(parameters);
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
