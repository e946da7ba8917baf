package dev.aceiro.workflows.incident;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of an incident, set for its nearest deadline.
 *
 * <p>{@code Workflow.await(Duration, …)} leaks its timer when the condition wins (SDK 1.38), so the
 * timer is ours and the wait has no timeout.
 */
final class Wake {
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private @Nullable Instant at;
  private @Nullable CancellationScope scope;
  private @Nullable Promise<Void> timer;

  /** Sets the timer for that instant, or for none; does nothing where it is set so already. */
  void set(@Nullable Instant next, String summary) {
    if (next != null && next.equals(at) && !isDue()) {
      return;
    }
    cancel();
    if (next == null) {
      return;
    }
    at = next;
    Duration wait = Duration.between(now(), next);
    CancellationScope fresh =
        Workflow.newCancellationScope(
            () ->
                timer =
                    Workflow.newTimer(
                        wait.isNegative() ? Duration.ZERO : wait,
                        TimerOptions.newBuilder().setSummary(summary).build()));
    scope = fresh;
    fresh.run();
    if (timer != null) {
      // Its cancellation is our own doing: nobody need hear of it.
      timer.exceptionally(cancelled -> null);
    }
  }

  /** Whether the instant has come. */
  boolean isDue() {
    return timer != null && timer.isCompleted();
  }

  /** Whether it is set for later than {@code next}, or not at all. */
  boolean isAfter(@Nullable Instant next) {
    return next != null && (at == null || at.isAfter(next));
  }

  void cancel() {
    // The in-process engine cannot cancel a timer that fires meanwhile (the workflow task fails
    // until it times out): one
    // that is about to fire is left to fire for nothing.
    boolean firesAnyway = at != null && at.isBefore(now().plus(MARGIN));
    if (scope != null && !isDue() && !firesAnyway) {
      scope.cancel();
    }
    at = null;
    scope = null;
    timer = null;
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
