package dev.aceiro.workflows.containment;

import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the hands report to the brain.
 *
 * @param action the ledger entry
 * @param kind what they were told to do
 * @param attempt which attempt
 * @param outcome how it ended; {@link Outcome#UNREADABLE} says that it has not ended yet
 * @param capture for {@link Outcome#CAPTURED}: what was found; for {@link Outcome#APPLIED} the same
 *     capture if it says something else by now
 * @param code a stable code that explains it, such as {@code ecs.service-not-found}
 * @param params the code's parameters
 * @param at when the outcome was known (UTC)
 * @param verified for {@link Outcome#APPLIED}: whether its effect was seen after the call was
 *     accepted; null where nobody looked
 */
public record ActionReport(
    String action,
    OrderKind kind,
    int attempt,
    Outcome outcome,
    @Nullable Capture capture,
    String code,
    SortedMap<String, String> params,
    Instant at,
    @Nullable Boolean verified) {

  /** Of something whose effect nobody has looked for. */
  public ActionReport(
      String action,
      OrderKind kind,
      int attempt,
      Outcome outcome,
      @Nullable Capture capture,
      String code,
      SortedMap<String, String> params,
      Instant at) {
    this(action, kind, attempt, outcome, capture, code, params, at, null);
  }
}
