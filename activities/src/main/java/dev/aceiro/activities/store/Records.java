package dev.aceiro.activities.store;

import dev.aceiro.workflows.incident.InboxAnswer;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.incident.TimelineEntry;
import dev.aceiro.workflows.record.RecordBatch;
import dev.aceiro.workflows.record.RecordOutcome;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What incidents tell PostgreSQL: each batch in one transaction, in order of generation and
 * revision, as often as it comes.
 */
@Component
public class Records {
  private static final Logger log = LoggerFactory.getLogger(Records.class);

  /** Less than the activity's time, so that a transaction does not outlive the attempt it is of. */
  private static final String TIMEOUTS =
      "select set_config('lock_timeout', '4s', true), set_config('statement_timeout', '8s', true)";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final IncidentWriter incidents;
  private final TimelineWriter timeline;
  private final LedgerWriter ledger;
  private final Quarantine quarantine;
  private final Inbox inbox;

  /** The record in that database. */
  public Records(DataSource dataSource, Plans plans, Inbox inbox) {
    jdbc = JdbcClient.create(dataSource);
    transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    incidents = new IncidentWriter(jdbc, plans);
    timeline = new TimelineWriter(dataSource);
    ledger = new LedgerWriter(jdbc);
    quarantine = new Quarantine(jdbc);
    this.inbox = inbox;
  }

  /**
   * Stores a batch, or what PostgreSQL can take of it.
   *
   * @throws StoreUnavailableException if PostgreSQL cannot be reached or asks to try again
   */
  public RecordOutcome store(RecordBatch batch) {
    return InTime.translating(
        () -> {
          try {
            return inTransaction(status -> plainly(batch, status));
          } catch (DataAccessException refused) {
            if (!SqlStates.refusesData(refused)) {
              throw refused;
            }
            log.warn(
                "PostgreSQL cannot store a batch of {} as it is (SQLSTATE {}): what it refuses goes"
                    + " to quarantine",
                batch.incident(),
                SqlStates.of(refused));
            return inTransaction(status -> piecewise(batch, status));
          }
        });
  }

  private RecordOutcome plainly(RecordBatch batch, TransactionStatus status) {
    IncidentWriter.Recorded before = incidents.lock(batch);
    if (batch.generation() < before.generation()) {
      return RecordOutcome.SUPERSEDED;
    }
    timeline.insert(batch.incident(), batch.generation(), batch.entries());
    finish(batch, before, batch.state(), status);
    return RecordOutcome.RECORDED;
  }

  /** The same, each part for itself. */
  private RecordOutcome piecewise(RecordBatch batch, TransactionStatus status) {
    IncidentWriter.Recorded before = incidents.lock(batch);
    if (batch.generation() < before.generation()) {
      return RecordOutcome.SUPERSEDED;
    }
    boolean complete = true;
    for (TimelineEntry entry : batch.entries()) {
      if (!attempt(batch, "entry", entry, status, () -> insert(batch, entry, false))) {
        complete = false;
        attempt(batch, "cleaned entry", entry, status, () -> insert(batch, entry, true));
      }
    }
    IncidentState state = batch.state();
    if (state != null
        && !attempt(batch, "state", state, status, () -> finish(batch, before, state, status))) {
      complete = false;
      finish(batch, before, null, status);
    }
    return complete ? RecordOutcome.RECORDED : RecordOutcome.QUARANTINED;
  }

  private void insert(RecordBatch batch, TimelineEntry entry, boolean cleaned) {
    if (cleaned) {
      timeline.insertCleaned(batch.incident(), batch.generation(), entry);
    } else {
      timeline.insert(batch.incident(), batch.generation(), List.of(entry));
    }
  }

  private void finish(
      RecordBatch batch,
      IncidentWriter.Recorded before,
      @Nullable IncidentState state,
      TransactionStatus status) {
    long revision = before.revision();
    if (state != null && before.olderThan(batch.generation(), state.revision())) {
      incidents.update(batch.generation(), state);
      ledger.project(state);
      revision = state.revision();
      if (!state.ownsKeys()) {
        inbox.releaseKeys(batch.incident());
      } else {
        takeBackKeys(batch.incident(), status);
      }
    } else {
      incidents.touch(batch);
    }
    if (state != null) {
      answer(batch);
    }
    incidents.notify(new Change(Change.Kind.INCIDENT, batch.incident(), revision));
  }

  /** A person has reopened it. What another incident owns by now stays there. */
  private void takeBackKeys(String incident, TransactionStatus status) {
    for (long key : inbox.releasedKeys(incident)) {
      Object savepoint = status.createSavepoint();
      try {
        inbox.takeBack(key);
        status.releaseSavepoint(savepoint);
      } catch (DuplicateKeyException ownedMeanwhile) {
        status.rollbackToSavepoint(savepoint);
      }
    }
  }

  /** The snapshot lists what was taken; what was not goes to whoever owns the key now. */
  private void answer(RecordBatch batch) {
    inbox.settle(batch.incident(), rows(batch, true));
    inbox.handBack(batch.incident(), rows(batch, false));
  }

  private static List<Long> rows(RecordBatch batch, boolean taken) {
    return batch.answers().stream()
        .filter(answer -> answer.taken() == taken)
        .map(InboxAnswer::inbox)
        .toList();
  }

  private boolean attempt(
      RecordBatch batch, String what, Object content, TransactionStatus status, Runnable part) {
    Object savepoint = status.createSavepoint();
    try {
      part.run();
      status.releaseSavepoint(savepoint);
      return true;
    } catch (DataAccessException refused) {
      if (!SqlStates.refusesData(refused)) {
        throw refused;
      }
      status.rollbackToSavepoint(savepoint);
      quarantine.add(batch.incident(), batch.generation(), what, content, refused);
      return false;
    }
  }

  private <T> T inTransaction(TransactionCallback<T> work) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              jdbc.sql(TIMEOUTS).query().singleRow();
              return work.doInTransaction(status);
            }));
  }
}
