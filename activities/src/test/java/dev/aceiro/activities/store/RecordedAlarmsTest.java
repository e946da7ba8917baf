package dev.aceiro.activities.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aceiro.workflows.alarm.Alarm;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.incident.InboxAnswer;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.record.RecordBatch;
import dev.aceiro.workflows.record.RecordOutcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RecordedAlarmsTest {
  private static final String KEY = "plooral/generic/disk";

  private TestDatabase database;
  private Inbox inbox;
  private Records records;

  @BeforeEach
  void start() {
    database = TestDatabase.fresh();
    inbox = new Inbox(database.dataSource());
    records = new Records(database.dataSource(), new Plans(database.dataSource()), inbox);
  }

  @AfterEach
  void stop() {
    inbox.destroy();
    database.close();
  }

  @Test
  void anAlarmIsSettledByTheSnapshotThatListsIt() {
    long row = alarm("e1", AlarmState.FIRING);
    String incident = opened();

    records.store(batch(Samples.at(incident, 1), new InboxAnswer(row, true)));

    assertThat(status(row)).isEqualTo("SETTLED");
    assertThat(inbox.owner(KEY)).contains(incident);
  }

  @Test
  void anAlarmSettledBeforeItsDispatcherHasNotedItStaysSettled() {
    long row = alarm("e1", AlarmState.FIRING);
    Inbox.Waiting waiting = inbox.next(KEY).orElseThrow();
    String incident = ((Inbox.Open) inbox.correlate(waiting, Inbox.Rules.NONE)).incident();

    records.store(batch(Samples.at(incident, 1), new InboxAnswer(row, true)));
    inbox.dispatched(waiting, incident);

    assertThat(status(row)).isEqualTo("SETTLED");
  }

  @Test
  void whatAClosedIncidentWasToldGoesToANewOne() {
    alarm("e1", AlarmState.FIRING);
    String incident = opened();
    long late = alarm("e2", AlarmState.RESOLVED);
    Inbox.Waiting waiting = inbox.next(KEY).orElseThrow();
    assertThat(inbox.correlate(waiting, Inbox.Rules.NONE))
        .isEqualTo(new Inbox.Signal(incident, false));

    records.store(batch(closed(incident, 2), new InboxAnswer(late, false)));
    inbox.dispatched(waiting, incident);

    assertThat(status(late)).isEqualTo("RECEIVED");
    assertThat(inbox.owner(KEY)).isEmpty();
  }

  @Test
  void anIncidentLetsItsKeysGoWhenItIsClosed() {
    alarm("e1", AlarmState.FIRING);
    String incident = opened();

    records.store(batch(Samples.at(incident, 1)));
    assertThat(inbox.owner(KEY)).contains(incident);

    records.store(batch(closed(incident, 2)));
    assertThat(inbox.owner(KEY)).isEmpty();
  }

  @Test
  void aReopenedIncidentTakesItsKeysBack() {
    alarm("e1", AlarmState.FIRING);
    String incident = opened();
    records.store(batch(observed(incident, 2)));
    assertThat(inbox.owner(KEY)).isEmpty();

    records.store(batch(Samples.at(incident, 3)));
    assertThat(inbox.owner(KEY)).contains(incident);
    alarm("e2", AlarmState.RESOLVED);
    Inbox.Waiting waiting = inbox.next(KEY).orElseThrow();
    assertThat(inbox.correlate(waiting, Inbox.Rules.NONE))
        .isEqualTo(new Inbox.Signal(incident, false));
    inbox.dispatched(waiting, incident);
    alarm("e3", AlarmState.FIRING);
    assertThat(inbox.correlate(inbox.next(KEY).orElseThrow(), Inbox.Rules.NONE))
        .isEqualTo(new Inbox.Signal(incident, false));
  }

  @Test
  void whatAnotherIncidentOwnsByNowStaysThere() {
    alarm("e1", AlarmState.FIRING);
    String incident = opened();
    records.store(batch(observed(incident, 2)));
    alarm("e2", AlarmState.FIRING);
    String next = opened();
    assertThat(next).isNotEqualTo(incident);

    assertThat(records.store(batch(Samples.at(incident, 3)))).isEqualTo(RecordOutcome.RECORDED);
    assertThat(inbox.owner(KEY)).contains(next);

    records.store(batch(closed(next, 4)));
    records.store(batch(Samples.at(incident, 4)));
    assertThat(inbox.owner(KEY)).contains(incident);
  }

  @Test
  void twoThatWantAKeyAtTheSameInstantAreBothRecorded() throws Exception {
    alarm("e1", AlarmState.FIRING);
    String incident = opened();
    records.store(batch(observed(incident, 2)));
    TransactionTemplate other =
        new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
    alarm("e2", AlarmState.FIRING);
    Inbox.Waiting waiting = inbox.next(KEY).orElseThrow();
    try (ExecutorService recorder = Executors.newSingleThreadExecutor()) {
      Future<RecordOutcome> recorded =
          other.execute(
              status -> {
                inbox.correlate(waiting, Inbox.Rules.NONE);
                Future<RecordOutcome> reopening =
                    recorder.submit(() -> records.store(batch(Samples.at(incident, 3))));
                await().until(this::somebodyWaitsForALock);
                return reopening;
              });

      assertThat(recorded.get()).isEqualTo(RecordOutcome.RECORDED);
    }
    assertThat(inbox.owner(KEY)).isPresent().get().isNotEqualTo(incident);
    assertThat(new RecordFigures(database.dataSource()).read().quarantined()).isZero();
  }

  private boolean somebodyWaitsForALock() {
    return JdbcClient.create(database.dataSource())
            .sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
            .query(Long.class)
            .single()
        > 0;
  }

  private static IncidentState observed(String incident, long revision) {
    return Samples.state(
        incident,
        root ->
            root.put("stage", "POST_MORTEM")
                .put("resolvedAt", Samples.NOON.toString())
                .put("observationEndedAt", Samples.NOON.plusSeconds(86_400).toString())
                .put("revision", revision));
  }

  private String opened() {
    Inbox.Waiting waiting = inbox.next(KEY).orElseThrow();
    Inbox.Open open = (Inbox.Open) inbox.correlate(waiting, Inbox.Rules.NONE);
    inbox.dispatched(waiting, open.incident());
    return open.incident();
  }

  private static RecordBatch batch(IncidentState state, InboxAnswer... answers) {
    return new RecordBatch(
        state.id(), state.workflowId(), state.generation(), List.of(), state, List.of(answers));
  }

  private static IncidentState closed(String incident, long revision) {
    return Samples.state(incident, root -> root.put("stage", "CLOSED").put("revision", revision));
  }

  private long alarm(String event, AlarmState state) {
    Alarm alarm =
        new Alarm(
            "generic",
            "Disk full",
            state,
            "disk",
            event,
            null,
            null,
            null,
            Samples.NOON,
            Samples.NOON,
            false,
            "Disk full",
            new TreeMap<>(),
            List.of());
    return inbox
        .store(
            "plooral",
            "generic",
            "{}".getBytes(StandardCharsets.UTF_8),
            Samples.NOON,
            List.of(new Inbox.AlarmEntry(alarm, Inbox.Replay.EVER, null)))
        .getFirst()
        .id();
  }

  private String status(long row) {
    return JdbcClient.create(database.dataSource())
        .sql("select status from inbox where id = :id")
        .param("id", row)
        .query(String.class)
        .single();
  }
}
