package dev.aceiro.activities.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.activities.store.Inbox.AlarmEntry;
import dev.aceiro.activities.store.Inbox.Entry;
import dev.aceiro.activities.store.Inbox.NoticeEntry;
import dev.aceiro.activities.store.Inbox.Open;
import dev.aceiro.activities.store.Inbox.Receipt;
import dev.aceiro.activities.store.Inbox.Replay;
import dev.aceiro.activities.store.Inbox.Rules;
import dev.aceiro.activities.store.Inbox.Waiting;
import dev.aceiro.workflows.alarm.Alarm;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.alarm.Link;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

class InboxTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final byte[] RAW = {0, 1, (byte) 0xFF};

  private static TestDatabase database;
  private static JdbcClient jdbc;

  private Inbox inbox;

  @BeforeAll
  static void start() {
    database = TestDatabase.fresh();
    jdbc = JdbcClient.create(database.dataSource());
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @BeforeEach
  void empty() {
    jdbc.sql("truncate inbox, inbox_delivery, inbox_key, incident_key, quarantine_acknowledgement")
        .update();
    inbox = new Inbox(database.dataSource());
  }

  @AfterEach
  void close() {
    inbox.destroy();
  }

  @Test
  void anAlarmComesOutAsItWasStoredAndSoDoWhatTheBytesWere() {
    Alarm alarm = alarm("a", AlarmState.FIRING, "e1");

    Receipt receipt = store(alarm);

    assertThat(receipt)
        .isEqualTo(new Receipt(receipt.id(), "a", "FIRING", false, false, "acme/generic/a"));
    Waiting waiting = inbox.next("acme/generic/a").orElseThrow();
    assertThat(waiting.alarm()).isEqualTo(alarm);
    assertThat(waiting.profile()).isEqualTo("acme");
    assertThat(jdbc.sql("select body from inbox_delivery").query(byte[].class).single())
        .isEqualTo(RAW);
  }

  @Test
  void sequencesOfOneKeyRiseInTheOrderOfArrival() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService pool = Executors.newFixedThreadPool(16)) {
      List<Future<Receipt>> all =
          IntStream.range(0, 64)
              .mapToObj(
                  i ->
                      pool.submit(
                          () -> {
                            go.await();
                            return store(alarm("a", AlarmState.FIRING, "e" + i));
                          }))
              .toList();
      go.countDown();
      for (Future<Receipt> one : all) {
        one.get();
      }
    }

    assertThat(jdbc.sql("select sequence from inbox order by sequence").query(Long.class).list())
        .isEqualTo(IntStream.rangeClosed(1, 64).mapToObj(Long::valueOf).toList());
  }

  @Test
  void requestsWithTheSameKeysInAnotherOrderDoNotWaitForEachOther() throws Exception {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      entries.add(entry(alarm("k" + i, AlarmState.FIRING, UUID.randomUUID().toString())));
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      List<Future<List<Receipt>>> all =
          IntStream.range(0, 24)
              .mapToObj(
                  i ->
                      pool.submit(
                          () -> {
                            List<Entry> own = new ArrayList<>(entries);
                            Collections.rotate(own, i);
                            return inbox.store("acme", "generic", RAW, NOON, own);
                          }))
              .toList();
      for (Future<List<Receipt>> one : all) {
        assertThat(one.get()).hasSize(30);
      }
    }
    assertThat(jdbc.sql("select count(*) from inbox").query(Long.class).single()).isEqualTo(30);
  }

  @Test
  void aReplayOfANumberedEventIsTheSameRowForEver() {
    long first = store(alarm("a", AlarmState.FIRING, "e1")).id();
    store(alarm("a", AlarmState.RESOLVED, "e2"));

    Receipt replay = store(alarm("a", AlarmState.FIRING, "e1"));

    assertThat(replay.id()).isEqualTo(first);
    assertThat(replay.duplicate()).isTrue();
    assertThat(
            jdbc.sql("select deliveries from inbox where id = ?")
                .param(first)
                .query(Integer.class)
                .single())
        .isEqualTo(2);
  }

  @Test
  void theSameEventOfTwoSourcesIsTwo() {
    store(alarm("a", AlarmState.FIRING, "e1"));

    List<Receipt> other =
        inbox.store(
            "acme", "other", RAW, NOON, List.of(entry(alarm("a", AlarmState.FIRING, "e1"))));

    assertThat(other.getFirst().duplicate()).isFalse();
  }

  @Test
  void anEventThatNamesAStateComesBackWithTheState() {
    assertThat(storeState("a", AlarmState.FIRING, "firing").duplicate()).isFalse();
    assertThat(storeState("a", AlarmState.FIRING, "firing").duplicate()).isTrue();
    assertThat(storeState("a", AlarmState.RESOLVED, "resolved").duplicate()).isFalse();
    assertThat(storeState("a", AlarmState.FIRING, "firing").duplicate()).isFalse();
  }

  @Test
  void aNoticeIsKeptAndNeverDispatched() {
    inbox.store(
        "acme",
        "sns",
        RAW,
        NOON,
        List.of(new NoticeEntry("e1", "a", "a", false, "INSUFFICIENT_DATA", "text")));

    assertThat(inbox.waitingKeys(10)).isEmpty();
    assertThat(jdbc.sql("select reason from inbox").query(String.class).single())
        .isEqualTo("INSUFFICIENT_DATA");
  }

  @Test
  void whatPostgresqlCannotTakeGoesToQuarantineWithItsBytes() {
    List<Receipt> receipts =
        inbox.store(
            "acme",
            "generic",
            RAW,
            NOON,
            List.of(
                entry(alarm("fine", AlarmState.FIRING, "e1")),
                entry(alarm("nul\u0000", AlarmState.FIRING, "e2"))));

    assertThat(receipts).hasSize(2);
    assertThat(inbox.figures().quarantined()).isEqualTo(2);
    assertThat(jdbc.sql("select name from inbox order by id").query(String.class).list())
        .containsExactly("fine", "nul?");
    assertThat(jdbc.sql("select body from inbox_delivery").query(byte[].class).single())
        .isEqualTo(RAW);
    assertThat(inbox.waitingKeys(10)).isEmpty();
  }

  @Test
  void anAlarmInQuarantineCanBeReadAndAcknowledged() {
    inbox.store(
        "acme", "generic", RAW, NOON, List.of(entry(alarm("nul\u0000", AlarmState.FIRING, "e1"))));
    QuarantineReview review = new QuarantineReview(database.dataSource());
    QuarantineReview.Item item = review.list(false, 10).getFirst();

    assertThat(item.kind()).isEqualTo(QuarantineReview.Kind.ALARM);
    assertThat(item.profile()).isEqualTo("acme");
    assertThat(item.what()).isEqualTo("nul?");
    assertThat(item.detail()).isEqualTo("generic");
    assertThat(item.acknowledgement()).isNull();
    assertThat(review.content(item.id())).contains("\u0000\u0001\uFFFD");
    assertThat(review.acknowledge(item.id(), "ana", "raised by hand")).isPresent();
    assertThat(inbox.figures().quarantined()).isZero();
    assertThat(review.list(true, 10).getFirst().acknowledgement().by()).isEqualTo("ana");
  }

  @Test
  void settlingIsPartOfTheRecordersTransaction() {
    Waiting waiting = opened("a");
    String incident = inbox.owner(waiting.key()).orElseThrow();
    TransactionTemplate recorder =
        new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));

    recorder.execute(
        status -> {
          inbox.settle(incident, List.of(waiting.id()));
          inbox.releaseKeys(incident);
          status.setRollbackOnly();
          return 0;
        });
    assertThat(inbox.unsettledOf(incident)).containsExactly(waiting.signal());
    assertThat(inbox.owner(waiting.key())).contains(incident);

    recorder.execute(
        status -> {
          inbox.settle(incident, List.of(waiting.id()));
          inbox.releaseKeys(incident);
          return 0;
        });
    assertThat(inbox.unsettledOf(incident)).isEmpty();
    assertThat(inbox.owner(waiting.key())).isEmpty();
  }

  @Test
  void onlyWhatIsUnsettledIsSentAgain() {
    Waiting settled = opened("a");
    Waiting unsettled = opened("b");
    inbox.settle(inbox.owner(settled.key()).orElseThrow(), List.of(settled.id()));

    assertThat(inbox.sendAgain()).isEqualTo(1);
    assertThat(inbox.waitingKeys(10)).containsExactly(unsettled.key());
    Waiting again = inbox.next(unsettled.key()).orElseThrow();
    assertThat(again.signal()).isEqualTo(unsettled.signal());
    assertThat(inbox.correlate(again, Rules.NONE))
        .isEqualTo(new Open(inbox.owner(unsettled.key()).orElseThrow(), null));
  }

  @Test
  void anOlderSettlementDoesNotUndoWhatTheIncidentKnows() {
    Waiting firing = opened("a");
    String incident = inbox.owner(firing.key()).orElseThrow();
    store(alarm("a", AlarmState.RESOLVED, "e2"));
    Waiting resolved = inbox.next(firing.key()).orElseThrow();
    inbox.correlate(resolved, Rules.NONE);
    inbox.dispatched(resolved, incident);

    inbox.settle(incident, List.of(firing.id()));
    inbox.dispatched(firing, incident);

    assertThat(jdbc.sql("select last_state from incident_key").query(String.class).single())
        .isEqualTo("RESOLVED");
  }

  @Test
  void theDatabaseAllowsOneOpenIncidentAKey() {
    opened("a");

    assertThatThrownBy(
            () ->
                jdbc.sql(
                        """
                        insert into incident_key (correlation_key, incident, profile, opened_at)
                        values ('acme/generic/a', 'INC-1', 'acme', now())""")
                    .update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("incident_key_owner");
  }

  @Test
  void aKeyIsTakenByOneReplicaAtATime() {
    Inbox other = new Inbox(database.dataSource());
    assertThat(inbox.take("k")).isTrue();
    assertThat(other.take("k")).isFalse();
    assertThat(other.take("another")).isTrue();

    inbox.giveBack("k");

    assertThat(other.take("k")).isTrue();
    other.destroy();
    assertThat(inbox.take("k")).isTrue();
  }

  @Test
  void keysAreFreeAndTakenAgainAfterTheDatabaseWasAway() {
    TestDatabase away = TestDatabase.fresh();
    Inbox one = new Inbox(away.dataSource());
    Inbox other = new Inbox(away.dataSource());
    assertThat(one.take("k")).isTrue();

    away.goAway();
    assertThatThrownBy(() -> one.take("l")).isInstanceOf(DataAccessException.class);
    assertThatThrownBy(
            () ->
                one.store(
                    "acme",
                    "generic",
                    RAW,
                    NOON,
                    List.of(entry(alarm("a", AlarmState.FIRING, "e1")))))
        .isInstanceOfAny(DataAccessException.class, TransactionException.class);
    away.comeBack();

    assertThat(other.take("k")).isTrue();
    one.giveBack("k");
    assertThat(one.take("k")).isFalse();
    one.destroy();
    other.destroy();
    away.close();
  }

  /** A row whose alarm has opened an incident. */
  private Waiting opened(String name) {
    String key = store(alarm(name, AlarmState.FIRING, "opening of " + name)).key();
    Waiting waiting = inbox.next(key).orElseThrow();
    Open open = (Open) inbox.correlate(waiting, Rules.NONE);
    inbox.dispatched(waiting, open.incident());
    return waiting;
  }

  private Receipt store(Alarm alarm) {
    return inbox.store("acme", "generic", RAW, NOON, List.of(entry(alarm))).getFirst();
  }

  private Receipt storeState(String name, AlarmState state, String event) {
    return inbox
        .store(
            "acme",
            "generic",
            RAW,
            NOON,
            List.of(new AlarmEntry(alarm(name, state, event), Replay.LAST, null)))
        .getFirst();
  }

  private static Entry entry(Alarm alarm) {
    return new AlarmEntry(alarm, Replay.EVER, null);
  }

  private static Alarm alarm(String name, AlarmState state, String event) {
    TreeMap<String, String> labels = new TreeMap<>();
    labels.put("b", "2");
    labels.put("a", "ação");
    return new Alarm(
        "generic",
        name,
        state,
        name,
        event,
        null,
        "api",
        "prod",
        NOON.minusSeconds(5),
        NOON,
        false,
        new String("o quê?".getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8),
        labels,
        List.of(new Link("title", "https://example.com/")));
  }
}
