package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.record.RecordActivities;
import dev.aceiro.workflows.record.RecordBatch;
import dev.aceiro.workflows.record.RecordOutcome;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * Brings what changed to PostgreSQL: one flush at a time, retried for ever; nothing but completion
 * waits for it.
 */
final class Recorder {
  private final RecordActivities activities =
      Workflow.newActivityStub(
          RecordActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofSeconds(10))
              .setRetryOptions(
                  RetryOptions.newBuilder()
                      .setInitialInterval(Duration.ofMillis(200))
                      .setMaximumInterval(Duration.ofSeconds(5))
                      .build())
              .build());
  private final Incident incident;
  private final Runnable changed;
  private boolean flushing;
  private boolean superseded;

  Recorder(Incident incident, Runnable changed) {
    this.incident = incident;
    this.changed = changed;
  }

  void flush() {
    RecordBatch batch = flushing ? null : incident.journal().next(incident.state());
    if (batch == null) {
      return;
    }
    long revision = incident.state().revision();
    flushing = true;
    Async.function(activities::record, batch)
        .handle(
            (outcome, failure) -> {
              flushing = false;
              changed.run();
              if (failure == null) {
                superseded |= outcome == RecordOutcome.SUPERSEDED;
                incident.journal().confirmed(batch, revision);
              }
              return null;
            });
  }

  /** Whether no flush is on its way. */
  boolean quiet() {
    return !flushing;
  }

  /** Whether PostgreSQL has everything. */
  boolean upToDate() {
    return !flushing && incident.journal().next(incident.state()) == null;
  }

  /** Whether a newer generation of the incident exists, so that this run must end. */
  boolean superseded() {
    return superseded;
  }
}
