package dev.aceiro.workflows.record;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Writes an incident's changes to PostgreSQL. Runs on the workers' task queue. */
@ActivityInterface(namePrefix = "record.")
public interface RecordActivities {
  /** Stores a batch in one transaction. Fails as retryable while PostgreSQL cannot be reached. */
  @ActivityMethod
  RecordOutcome record(RecordBatch batch);
}
