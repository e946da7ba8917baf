package dev.aceiro.activities.record;

import dev.aceiro.activities.store.Records;
import dev.aceiro.workflows.record.RecordActivities;
import dev.aceiro.workflows.record.RecordBatch;
import dev.aceiro.workflows.record.RecordOutcome;
import io.temporal.failure.ApplicationFailure;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Records on the workers' task queue; what fails is retried by the engine. */
@Component
public class RecordActivitiesImpl implements RecordActivities {
  private final Records records;

  RecordActivitiesImpl(Records records) {
    this.records = records;
  }

  @Override
  public RecordOutcome record(RecordBatch batch) {
    try {
      return records.store(batch);
    } catch (DataAccessException | TransactionException away) {
      // Tried again until it works, and told by whoever watches the database: no stack each time.
      ApplicationFailure again =
          ApplicationFailure.newFailure(
              "not recorded yet: " + NestedExceptionUtils.getMostSpecificCause(away).getMessage(),
              "RECORD_AWAY");
      again.setStackTrace(new StackTraceElement[0]);
      throw again;
    }
  }
}
