package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.Samples.at;
import static dev.aceiro.activities.store.Samples.batch;
import static dev.aceiro.activities.store.Samples.note;
import static dev.aceiro.activities.store.Samples.plan;
import static dev.aceiro.activities.store.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.activities.store.Incidents.Beginning;
import dev.aceiro.activities.store.Incidents.Reservation;
import dev.aceiro.workflows.policy.ContainmentRules;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Role;
import dev.aceiro.workflows.record.RecordOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class IncidentsTest {
  private static final String ID = "INC-1001";
  private static final DeclarationKey DECLARED = new DeclarationKey("ana/key-1", "body");

  private TestDatabase database;
  private Inbox inbox;
  private Plans plans;
  private Records records;
  private Incidents incidents;

  @BeforeEach
  void start() {
    database = TestDatabase.fresh();
    inbox = new Inbox(database.dataSource());
    plans = new Plans(database.dataSource());
    records = new Records(database.dataSource(), plans, inbox);
    incidents = new Incidents(database.dataSource(), plans);
  }

  @AfterEach
  void stop() {
    inbox.destroy();
    database.close();
  }

  @Test
  void aReservedIncidentCanBeBegunByWhoeverFindsIt() {
    assertThat(incidents.reserve(state(ID), plan(), null))
        .isEqualTo(new Reservation(ID, true, true));

    Beginning beginning = incidents.beginning(ID).orElseThrow();
    assertThat(beginning.state()).usingRecursiveComparison().isEqualTo(state(ID));
    assertThat(beginning.plan()).isEqualTo(plan());
    assertThat(incidents.unstarted(Instant.now().plusSeconds(60)))
        .extracting(Incidents.Open::id)
        .containsExactly(ID);
    assertThat(incidents.unstarted(Instant.now().minusSeconds(60))).isEmpty();
  }

  @Test
  void anIncidentThatHasBegunIsNotBegunAgain() {
    incidents.reserve(state(ID), plan(), null);
    incidents.reserve(state("INC-1002"), plan(), null);

    incidents.started(ID);
    records.store(batch(at("INC-1002", 1)));

    assertThat(incidents.unstarted(Instant.now().plusSeconds(60))).isEmpty();
    assertThat(incidents.open()).extracting(Incidents.Open::started).containsExactly(true, true);
  }

  @Test
  void theFirstRecordOfAReservedIncidentIsTaken() {
    incidents.reserve(state(ID), plan(), null);

    assertThat(records.store(batch(at(ID, 0), note(1, "opened"))))
        .isEqualTo(RecordOutcome.RECORDED);

    assertThat(incidents.beginning(ID).orElseThrow().state().nextSequence()).isEqualTo(1);
    assertThat(
            JdbcClient.create(database.dataSource())
                .sql("select recorded_at is not null from incident")
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void theSameDeclarationFindsTheSameIncident() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reservation>> all =
          IntStream.range(0, 20)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            go.await();
                            return incidents.reserve(state(incidents.nextId()), plan(), DECLARED);
                          }))
              .toList();
      go.countDown();
      Reservation first = null;
      int fresh = 0;
      for (Future<Reservation> one : all) {
        Reservation reservation = one.get();
        first = first == null ? reservation : first;
        assertThat(reservation.incident()).isEqualTo(first.incident());
        fresh += reservation.fresh() ? 1 : 0;
      }
      assertThat(fresh).isEqualTo(1);
    }
    assertThat(incidents.open()).hasSize(1);
    assertThat(incidents.findDeclared(DECLARED)).isPresent();
  }

  @Test
  void theSameKeyWithAnotherBodyIsSeenToBeAnotherDeclaration() {
    incidents.reserve(state(ID), plan(), DECLARED);
    DeclarationKey other = new DeclarationKey(DECLARED.id(), "another body");

    assertThat(incidents.findDeclared(other)).contains(new Reservation(ID, false, false));
    assertThat(incidents.reserve(state("INC-1002"), plan(), other))
        .isEqualTo(new Reservation(ID, false, false));
    assertThat(incidents.open()).hasSize(1);
  }

  @Test
  void reservingAgainLeavesWhatWasRecorded() {
    incidents.reserve(state(ID), plan(), null);
    records.store(batch(at(ID, 5)));

    assertThat(incidents.reserve(state(ID), plan(), null))
        .isEqualTo(new Reservation(ID, false, true));

    assertThat(incidents.beginning(ID).orElseThrow().state().revision()).isEqualTo(5);
  }

  @Test
  void anIncidentKeepsThePlanItBeganWith() {
    assertThatThrownBy(
            () ->
                incidents.reserve(state(ID, root -> root.put("planHash", "another")), plan(), null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(incidents.open()).isEmpty();
  }

  @Test
  void numbersGoUp() {
    String first = incidents.nextId();
    String second = incidents.nextId();

    assertThat(first).matches("INC-\\d+");
    assertThat(Integer.parseInt(second.substring(4)))
        .isGreaterThan(Integer.parseInt(first.substring(4)));
  }

  @Test
  void ofManyWhoResumeAnIncidentOneMay() throws Exception {
    incidents.reserve(state(ID), plan(), null);
    records.store(batch(at(ID, 5)));
    CountDownLatch go = new CountDownLatch(1);
    List<Beginning> won;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<Beginning>>> all =
          IntStream.range(0, 20)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            go.await();
                            return incidents.raiseGeneration(ID, 1);
                          }))
              .toList();
      go.countDown();
      won = new java.util.ArrayList<>();
      for (Future<Optional<Beginning>> one : all) {
        one.get().ifPresent(won::add);
      }
    }

    assertThat(won).hasSize(1);
    assertThat(won.getFirst().state().generation()).isEqualTo(2);
    assertThat(won.getFirst().state().revision()).isEqualTo(5);
    assertThat(incidents.find(ID).orElseThrow().generation()).isEqualTo(2);
  }

  @Test
  void aResumedIncidentMayBeResumedAgainBeforeItHasRecordedAnything() {
    incidents.reserve(state(ID), plan(), null);
    records.store(batch(at(ID, 5)));
    incidents.raiseGeneration(ID, 1);

    assertThat(incidents.raiseGeneration(ID, 2).orElseThrow().state().generation()).isEqualTo(3);
  }

  @Test
  void aClosedIncidentIsNotResumed() {
    plans.store(plan());
    records.store(batch(state(ID, root -> root.put("stage", "CLOSED").put("revision", 9))));

    assertThat(incidents.open()).isEmpty();
    assertThat(incidents.find(ID)).isEmpty();
    assertThat(incidents.raiseGeneration(ID, 1)).isEmpty();
  }

  @Test
  void anIncidentWithoutItsPlanIsNotRaised() {
    records.store(batch(at(ID, 5)));

    assertThatThrownBy(() -> incidents.raiseGeneration(ID, 1))
        .isInstanceOf(IllegalStateException.class);
    assertThat(incidents.find(ID).orElseThrow().generation()).isEqualTo(1);
  }

  @Test
  void aPlanIsNamedByWhatItSays() {
    String hash = plans.store(plan());

    assertThat(hash).hasSize(64).isEqualTo(Plans.hash(plan())).isEqualTo(plans.store(plan()));
    assertThat(new Plans(database.dataSource()).find(hash)).contains(plan());
    assertThat(plans.find("unknown")).isEmpty();
    assertThat(Plans.hash(plan().faster(2))).isNotEqualTo(hash);
  }

  @Test
  void aPlanOfMoreThan64KilobytesIsRefused() {
    ResponsePlan small = plan();
    ResponsePlan large =
        new ResponsePlan(
            small.profile(),
            small.organisation(),
            small.zone(),
            small.language(),
            small.version(),
            small.severities(),
            small.defaultSeverity(),
            small.firstResponder(),
            small.ladder(),
            small.escalations(),
            List.<Role>of(),
            small.channels(),
            small.decisions(),
            small.approvals(),
            small.approvalValidFor(),
            small.observation(),
            small.postmortem(),
            small.playbooks(),
            small.flags(),
            small.environments(),
            List.of("x".repeat(Plans.MOST_BYTES)),
            small.speed(),
            List.of(),
            List.of(),
            List.of(),
            ContainmentRules.NONE);

    assertThatThrownBy(() -> plans.store(large)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theRecordKnowsItsEngine() {
    EngineIdentity engine = new EngineIdentity(database.dataSource());
    assertThat(engine.find()).isEmpty();

    engine.record("one", Samples.NOON);
    engine.record("two", Samples.NOON.plusSeconds(1));

    assertThat(engine.find()).contains("two");
  }
}
