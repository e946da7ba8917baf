package dev.aceiro.activities.record;

import dev.aceiro.activities.store.Records;
import dev.aceiro.workflows.record.RecordActivities;
import dev.aceiro.workflows.record.RecordBatch;
import dev.aceiro.workflows.record.RecordOutcome;
import org.springframework.stereotype.Component;

/** Records on the workers' task queue; what fails is retried by the engine. */
@Component
public class RecordActivitiesImpl implements RecordActivities {
  private final Records records;

  RecordActivitiesImpl(Records records) {
    this.records = records;
  }

  @Override
  public RecordOutcome record(RecordBatch batch) {
    return records.store(batch);
  }
}
