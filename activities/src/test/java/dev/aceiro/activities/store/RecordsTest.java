package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.Samples.at;
import static dev.aceiro.activities.store.Samples.batch;
import static dev.aceiro.activities.store.Samples.entriesOnly;
import static dev.aceiro.activities.store.Samples.note;
import static dev.aceiro.activities.store.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.incident.Params;
import dev.aceiro.workflows.record.RecordBatch;
import dev.aceiro.workflows.record.RecordOutcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class RecordsTest {
  private static final String ID = "INC-1001";
  private static final String NUL = "before\u0000after";

  private static TestDatabase database;
  private static JdbcClient jdbc;
  private static Inbox inbox;
  private static Plans plans;
  private static Records records;
  private static Incidents incidents;

  @BeforeAll
  static void start() {
    database = TestDatabase.fresh();
    jdbc = JdbcClient.create(database.dataSource());
    inbox = new Inbox(database.dataSource());
    plans = new Plans(database.dataSource());
    records = new Records(database.dataSource(), plans, inbox);
    incidents = new Incidents(database.dataSource(), plans);
  }

  @AfterAll
  static void stop() {
    inbox.destroy();
    database.close();
  }

  @BeforeEach
  void empty() {
    jdbc.sql(
            "truncate incident, timeline_entry, ledger_entry, quarantine, quarantine_acknowledgement cascade")
        .update();
    plans.store(Samples.plan());
  }

  @Test
  void theFirstBatchMakesTheIncident() {
    assertThat(records.store(batch(at(ID, 1), note(1, "one")))).isEqualTo(RecordOutcome.RECORDED);

    assertThat(row())
        .containsEntry("title", "API answers with errors")
        .containsEntry("revision", 1L)
        .containsEntry("generation", 1)
        .containsEntry("started", true)
        .containsEntry("last_sequence", 1L);
    assertThat(texts()).containsExactly("one");
  }

  @Test
  void aSnapshotReadsBackAsTheStateThatWasWritten() {
    IncidentState written =
        Samples.withActions(ID, 7, Samples.action("A1").ordered(OrderKind.CAPTURE));
    records.store(batch(written));

    IncidentState read = incidents.beginning(ID).orElseThrow().state();

    assertThat(read).usingRecursiveComparison().isEqualTo(written);
  }

  @Test
  void theSameBatchAgainChangesNothing() {
    RecordBatch batch = batch(at(ID, 2), note(1, "one"), note(2, "two"));
    records.store(batch);
    String before = everythingBut("recorded_at");

    assertThat(records.store(batch)).isEqualTo(RecordOutcome.RECORDED);

    assertThat(texts()).containsExactly("one", "two");
    assertThat(everythingBut("recorded_at")).isEqualTo(before);
  }

  @Test
  void anEntryThatIsThereStaysAsItWas() {
    records.store(batch(at(ID, 1), note(1, "first")));
    records.store(batch(at(ID, 2), note(1, "other"), note(2, "second")));

    assertThat(texts()).containsExactly("first", "second");
  }

  @Test
  void anOlderSnapshotNeverReplacesANewerOne() {
    records.store(batch(at(ID, 5), note(5, "five")));

    assertThat(records.store(batch(at(ID, 3), note(3, "three")))).isEqualTo(RecordOutcome.RECORDED);

    assertThat(row()).containsEntry("revision", 5L);
    assertThat(incidents.beginning(ID).orElseThrow().state().revision()).isEqualTo(5);
    assertThat(texts()).containsExactly("three", "five");
  }

  @Test
  void aBatchOfAnOlderGenerationIsRefused() {
    records.store(batch(at(ID, 5), note(5, "five")));
    incidents.raiseGeneration(ID, 1);

    assertThat(records.store(batch(at(ID, 6), note(6, "six")))).isEqualTo(RecordOutcome.SUPERSEDED);

    assertThat(row()).containsEntry("revision", 5L);
    assertThat(texts()).containsExactly("five");
  }

  @Test
  void aResumedRunCountsOnFromItsSnapshotAndLosesNothingThatWasRecorded() {
    records.store(batch(at(ID, 5), note(5, "five")));
    records.store(entriesOnly(ID, 1, note(6, "of the run that was lost")));
    incidents.raiseGeneration(ID, 1);

    IncidentState resumed =
        state(ID, root -> root.put("revision", 6).put("nextSequence", 7).put("generation", 2));
    records.store(batch(resumed, note(6, "of the run that went on")));

    assertThat(texts())
        .containsExactly("five", "of the run that was lost", "of the run that went on");
    assertThat(row()).containsEntry("revision", 6L).containsEntry("snapshot_generation", 2);
  }

  @Test
  void entriesBeforeAnyStateWaitForItUnseen() {
    records.store(entriesOnly(ID, 1, note(1, "one")));

    assertThat(incidents.open()).isEmpty();

    records.store(batch(at(ID, 2), note(2, "two")));

    assertThat(incidents.open()).extracting(Incidents.Open::id).containsExactly(ID);
    assertThat(row()).containsEntry("profile", "plooral").containsEntry("severity", "P1");
  }

  @Test
  void concurrentBatchesOfOneIncidentEndWithTheNewest() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<RecordOutcome>> all =
          IntStream.rangeClosed(1, 40)
              .mapToObj(
                  i -> threads.submit(() -> records.store(batch(at(ID, i), note(i, "n" + i)))))
              .toList();
      for (Future<RecordOutcome> one : all) {
        assertThat(one.get()).isEqualTo(RecordOutcome.RECORDED);
      }
    }

    assertThat(row()).containsEntry("revision", 40L);
    assertThat(texts()).hasSize(40);
  }

  @Test
  void theLedgerIsWhatTheNewestStateSays() {
    Action proposed = Samples.action("A1");
    records.store(batch(Samples.withActions(ID, 1, proposed)));
    records.store(
        batch(
            Samples.withActions(
                ID,
                2,
                proposed.ordered(OrderKind.APPLY).in(ActionState.APPLIED, "DONE", Params.none()),
                Samples.action("A2"))));

    assertThat(
            jdbc.sql("select action, state, in_force, attempts from ledger_entry order by position")
                .query()
                .listOfRows()
                .toString())
        .isEqualTo(
            "[{action=A1, state=APPLIED, in_force=true, attempts=1}, {action=A2, state=CAPTURING, in_force=false, attempts=0}]");
  }

  @Test
  void theClockThatIsDueFirstIsShown() {
    records.store(batch(at(ID, 1)));

    assertThat(row()).containsEntry("next_clock", "acknowledge");
    assertThat(
            jdbc.sql("select next_clock_due_at from incident")
                .query((row, n) -> Columns.present(row, "next_clock_due_at"))
                .single())
        .isEqualTo(Samples.NOON.plusSeconds(30 * 60));
  }

  @Test
  void aPlanThatIsNotThereDoesNotStopTheRecord() {
    records.store(batch(state(ID, root -> root.put("planHash", "unknown").put("revision", 1))));

    assertThat(row()).containsEntry("next_clock", null);
  }

  @Test
  void textThatPostgresqlCannotHoldIsQuarantinedAndTheRestIsRecorded() {
    IncidentState state =
        state(ID, root -> root.put("revision", 3).put("nextSequence", 4).put("title", NUL));
    RecordBatch batch = batch(state, note(1, "one"), note(2, NUL), note(3, "three"));

    assertThat(records.store(batch)).isEqualTo(RecordOutcome.QUARANTINED);
    assertThat(records.store(batch)).isEqualTo(RecordOutcome.QUARANTINED);

    assertThat(texts()).containsExactly("one", "before\uFFFDafter", "three");
    assertThat(
            jdbc.sql("select sequence from timeline_entry where cleaned").query(Long.class).list())
        .containsExactly(2L);
    assertThat(row()).containsEntry("revision", 3L).containsEntry("title", "before\uFFFDafter");
    List<QuarantineReview.Item> quarantined =
        new QuarantineReview(database.dataSource()).list(false, 10);
    assertThat(quarantined).hasSize(1);
    assertThat(quarantined.getFirst().sqlstate()).startsWith("22");
    assertThat(quarantined.getFirst().incident()).isEqualTo(ID);
    assertThat(jdbc.sql("select content from quarantine").query(String.class).single())
        .contains("before\\u0000after");
  }

  @Test
  void whatSomebodyHasLookedAtStopsCountingAlsoWhenItIsSentAgain() {
    RecordBatch batch = batch(state(ID, root -> root.put("revision", 1)), note(1, NUL));
    records.store(batch);
    RecordFigures figures = new RecordFigures(database.dataSource());
    QuarantineReview review = new QuarantineReview(database.dataSource());
    assertThat(figures.read().quarantined()).isEqualTo(1);
    String id = review.list(false, 10).getFirst().id();

    QuarantineReview.Item seen =
        review.acknowledge(id, "ana", "a client sent \u0000").orElseThrow();
    review.acknowledge(id, "bruno", "me too");
    records.store(batch);

    assertThat(figures.read().quarantined()).isZero();
    assertThat(review.list(false, 10)).isEmpty();
    assertThat(review.list(true, 10)).containsExactly(seen);
    assertThat(seen.acknowledgement()).isNotNull();
    assertThat(seen.acknowledgement().by()).isEqualTo("ana");
    assertThat(seen.acknowledgement().why()).isEqualTo("a client sent \uFFFD");
    assertThat(seen.acknowledgement().at()).isAfterOrEqualTo(seen.at());
    assertThat(review.content(id).orElseThrow()).contains("before\\u0000after");
    assertThat(review.acknowledge("record-0", "ana", "none")).isEmpty();
    assertThat(review.acknowledge("alarm-4711", "ana", "none")).isEmpty();
  }

  @Test
  void aStateThatWasCleanedForPeopleIsResumedAsItWas() {
    records.store(batch(state(ID, root -> root.put("revision", 1).put("title", NUL))));

    assertThat(incidents.beginning(ID).orElseThrow().state().title()).isEqualTo(NUL);
  }

  @Test
  void aStateThatPostgresqlRefusesIsQuarantinedAndItsEntriesAreRecorded() {
    IncidentState impossible =
        state(ID, root -> root.put("revision", 1).put("startedAt", "+300000-01-01T00:00:00Z"));

    assertThat(records.store(batch(at(ID, 0), note(1, "one")))).isEqualTo(RecordOutcome.RECORDED);
    assertThat(records.store(batch(impossible, note(2, "two"))))
        .isEqualTo(RecordOutcome.QUARANTINED);

    assertThat(texts()).containsExactly("one", "two");
    assertThat(row()).containsEntry("revision", 0L);
    assertThat(records.store(batch(at(ID, 2)))).isEqualTo(RecordOutcome.RECORDED);
    assertThat(row()).containsEntry("revision", 2L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "x\uDD25", "\uDD25\uD83D"})
  void halvesOfCharactersAreReplaced(String broken) {
    assertThat(Columns.clean(broken)).doesNotMatch("[\\uD800-\\uDFFF]").contains("\uFFFD");
  }

  @Test
  void wholeCharactersStay() {
    assertThat(Columns.clean("🔥 fogo")).isEqualTo("🔥 fogo");
  }

  @Test
  void withoutPostgresqlABatchIsToBeTriedAgain() {
    try (TestDatabase gone = TestDatabase.fresh()) {
      Records away =
          new Records(
              gone.dataSource(), new Plans(gone.dataSource()), new Inbox(gone.dataSource()));
      gone.goAway();

      assertThatThrownBy(() -> away.store(batch(at(ID, 1))))
          .isInstanceOf(StoreUnavailableException.class);

      gone.comeBack();
      await()
          .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
          .untilAsserted(
              () -> assertThat(away.store(batch(at(ID, 1)))).isEqualTo(RecordOutcome.RECORDED));
    }
  }

  private static Map<String, Object> row() {
    return new java.util.TreeMap<>(
        jdbc.sql("select * from incident where id = :id").param("id", ID).query().singleRow());
  }

  private static String everythingBut(String column) {
    return jdbc.sql("select (to_jsonb(i) - :column)::text from incident i")
        .param("column", column)
        .query(String.class)
        .single();
  }

  private static List<String> texts() {
    return jdbc.sql(
            """
            select params ->> 'text' from timeline_entry where incident = :id
            order by generation, sequence""")
        .param("id", ID)
        .query(String.class)
        .list();
  }
}
