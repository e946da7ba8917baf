package dev.aceiro.activities.recovery;

import dev.aceiro.workflows.incident.Params;
import dev.aceiro.workflows.recovery.CheckOrder;
import dev.aceiro.workflows.recovery.CheckResult;
import dev.aceiro.workflows.recovery.CheckState;
import dev.aceiro.workflows.recovery.RecoveryActivities;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs checks, whatever their kind. */
final class RecoveryActivitiesImpl implements RecoveryActivities {
  private static final Logger log = LoggerFactory.getLogger(RecoveryActivitiesImpl.class);
  private static final String BY = "aceiro";

  private final Map<String, CheckHandler> handlers;
  private final InstantSource clock;

  RecoveryActivitiesImpl(Collection<CheckHandler> handlers, InstantSource clock) {
    this.handlers =
        handlers.stream().collect(Collectors.toMap(CheckHandler::kind, Function.identity()));
    this.clock = clock;
  }

  @Override
  public CheckResult check(CheckOrder order) {
    Finding finding = find(order);
    return new CheckResult(
        order.check(),
        finding.passed() ? CheckState.PASSED : CheckState.FAILED,
        finding.code(),
        finding.params(),
        BY,
        clock.instant());
  }

  private Finding find(CheckOrder order) {
    CheckHandler handler = handlers.get(order.kind());
    if (handler == null) {
      return Finding.failed("UNKNOWN_CHECK", "kind", order.kind());
    }
    if (order.drill()) {
      return new Finding(true, "SIMULATED", Params.none());
    }
    try {
      return handler.check(order.parameters());
    } catch (RuntimeException e) {
      log.warn("{}: check {} broke", order.incident(), order.check(), e);
      return Finding.failed("CHECK_BROKEN");
    }
  }
}
