package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.Samples.batch;
import static dev.aceiro.activities.store.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.aceiro.activities.store.Claims.Answer;
import dev.aceiro.activities.store.Claims.Limits;
import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.WorkOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private static final String ID = "INC-1001";

  private TestDatabase database;
  private Changes changes;
  private Inbox inbox;
  private Records records;
  private Incidents incidents;
  private KillSwitch killSwitch;
  private Claims claims;

  @BeforeEach
  void start() {
    database = TestDatabase.fresh();
    changes = new Changes(database.dataSource());
    changes.start();
    inbox = new Inbox(database.dataSource());
    Plans plans = new Plans(database.dataSource());
    plans.store(Samples.plan());
    records = new Records(database.dataSource(), plans, inbox);
    incidents = new Incidents(database.dataSource(), plans);
    killSwitch = new KillSwitch(database.dataSource());
    claims = new Claims(database.dataSource(), changes);
  }

  @AfterEach
  void stop() {
    changes.stop();
    inbox.destroy();
    database.close();
  }

  @Test
  void ofManyWhoClaimOneCallExactlyOneGetsIt() throws Exception {
    recordedWith(1);
    CountDownLatch go = new CountDownLatch(1);
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> all =
          IntStream.range(0, 50)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            go.await();
                            return claims.claim(order(ID, 1, null), Limits.NONE);
                          }))
              .toList();
      go.countDown();
      for (Future<Answer> one : all) {
        answers.add(one.get());
      }
    }

    assertThat(answers).containsOnlyOnce(Answer.CLAIMED);
    assertThat(answers).filteredOn(Answer.ALREADY_CLAIMED::equals).hasSize(49);
    assertThat(claims.of(ID)).hasSize(1);
  }

  @Test
  void eachAttemptAndEachCallOfItIsAClaimOfItsOwn() {
    recordedWith(2);

    assertThat(claim(order(ID, 1, null))).isEqualTo(Answer.CLAIMED);
    assertThat(claim(order(ID, 1, null).again())).isEqualTo(Answer.CLAIMED);
    assertThat(claim(order(ID, 2, null))).isEqualTo(Answer.CLAIMED);
    assertThat(claim(order(ID, 2, null))).isEqualTo(Answer.ALREADY_CLAIMED);
  }

  @Test
  void noCallIsMadeForAnOlderGeneration() {
    recordedWith(1);
    incidents.raiseGeneration(ID, 1);

    assertThat(claim(order(ID, 1, null))).isEqualTo(Answer.SUPERSEDED);
    assertThat(claim(order(ID, 1, null).of(2))).isEqualTo(Answer.CLAIMED);
  }

  @Test
  void whatAnOlderGenerationHasClaimedIsNotClaimedAgain() {
    recordedWith(1);
    claim(order(ID, 1, null));
    incidents.raiseGeneration(ID, 1);

    assertThat(claim(order(ID, 1, null).of(2))).isEqualTo(Answer.ALREADY_CLAIMED);
  }

  @Test
  void anApprovalThatHasExpiredCountsForNothing() {
    recordedWith(1);

    assertThat(claim(order(ID, 1, Instant.now().minusSeconds(1)))).isEqualTo(Answer.EXPIRED);
    assertThat(claims.of(ID)).isEmpty();
    assertThat(claim(order(ID, 1, Instant.now().plusSeconds(60)))).isEqualTo(Answer.CLAIMED);
  }

  @Test
  void nothingIsCalledWhileTheKillSwitchIsPulled() {
    recordedWith(1);
    killSwitch.pull("plooral", "ana", "api", "we do not know what it does");

    assertThat(claim(order(ID, 1, null))).isEqualTo(Answer.KILLED);
    assertThat(killSwitch.pulled()).extracting(KillSwitch.Pulled::by).containsExactly("ana");

    killSwitch.release("plooral", "ana", "api", "over");
    killSwitch.pull(KillSwitch.EVERYWHERE, "bia", "api", "all of it");
    assertThat(claim(order(ID, 1, null))).isEqualTo(Answer.KILLED);

    killSwitch.release(KillSwitch.EVERYWHERE, "ana", "api", "over");
    killSwitch.pull("etp-express", "ana", "api", "not ours");
    assertThat(claim(order(ID, 1, null))).isEqualTo(Answer.CLAIMED);
  }

  @Test
  void whatAHoldKeepsBackIsNotCalledUntilTheRecordSaysThatItIsLifted() {
    recordedWith(2);
    recorded(2, "NO_ROLLBACK");

    assertThat(claim(order(ID, 1, null))).isEqualTo(Answer.HELD);
    assertThat(claims.holding(order(ID, 1, null))).contains("NO_ROLLBACK");
    assertThat(claims.of(ID)).isEmpty();

    recorded(3, null);
    assertThat(claim(order(ID, 1, null))).isEqualTo(Answer.CLAIMED);
    assertThat(claims.holding(order(ID, 1, null))).isEmpty();

    recorded(4, "NO_ROLLBACK");
    assertThat(claim(order(ID, 1, null))).isEqualTo(Answer.ALREADY_CLAIMED);
    assertThat(claim(order(ID, 1, null).again())).isEqualTo(Answer.HELD);
  }

  @Test
  void aHoldOnOneActionStopsNoOther() {
    Action other = Samples.action("A2").ordered(OrderKind.APPLY);
    Action held = Samples.action("A1").ordered(OrderKind.APPLY);
    records.store(
        batch(Samples.held(Samples.withActions(ID, 1, held, other), "A1", "NO_ROLLBACK")));

    assertThat(claim(order(ID, 1, null))).isEqualTo(Answer.HELD);
    assertThat(claim(order(ID, "A2", 1, null))).isEqualTo(Answer.CLAIMED);
  }

  @Test
  void ofAHoldAndAClaimAtTheSameTimeTheOneThatIsRecordedFirstCounts() throws Exception {
    Action action = Samples.action("A1").ordered(OrderKind.APPLY);
    for (int round = 0; round < 40; round++) {
      String id = "INC-3" + (100 + round);
      records.store(batch(Samples.withActions(id, 1, action)));
      CountDownLatch go = new CountDownLatch(1);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Boolean> claimedWhenItHeld =
            threads.submit(
                () -> {
                  go.await();
                  records.store(
                      batch(Samples.held(Samples.withActions(id, 2, action), "A1", "NO_ROLLBACK")));
                  return !claims.of(id).isEmpty();
                });
        Future<Answer> answer =
            threads.submit(
                () -> {
                  go.await();
                  return claim(order(id, 1, null));
                });
        go.countDown();

        assertThat(answer.get()).isEqualTo(claimedWhenItHeld.get() ? Answer.CLAIMED : Answer.HELD);
      }
    }
  }

  @Test
  void applicationsAreLimitedWithinATime() {
    recordedWith(3);
    Limits limits = new Limits(2, 100, Duration.ofHours(1));

    assertThat(claims.claim(order(ID, 1, null), limits)).isEqualTo(Answer.CLAIMED);
    assertThat(claims.claim(order(ID, 2, null), limits)).isEqualTo(Answer.CLAIMED);
    assertThat(claims.claim(order(ID, 3, null), limits)).isEqualTo(Answer.LIMITED);
    assertThat(claims.claim(order(ID, 3, null), new Limits(100, 2, Duration.ofHours(1))))
        .isEqualTo(Answer.LIMITED);
    assertThat(claims.claim(order(ID, 3, null), new Limits(3, 3, Duration.ofHours(1))))
        .isEqualTo(Answer.CLAIMED);
  }

  @Test
  void aClaimWaitsUntilItsIntentIsRecorded() throws Exception {
    records.store(batch(Samples.withActions(ID, 1, Samples.action("A1"))));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> answer = threads.submit(() -> claims.claim(order(ID, 1, null), Limits.NONE));
      records.store(
          batch(Samples.withActions(ID, 2, Samples.action("A1").ordered(OrderKind.APPLY))));

      assertThat(answer.get()).isEqualTo(Answer.CLAIMED);
    }
  }

  @Test
  void anIntentThatIsNeverRecordedIsNoRightToCall() {
    records.store(batch(Samples.withActions(ID, 1, Samples.action("A1"))));

    assertThatThrownBy(() -> claim(order(ID, 1, null)))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(claims.of(ID)).isEmpty();
  }

  @Test
  void withoutPostgresqlThereIsNoClaim() {
    recordedWith(1);
    database.goAway();

    assertThatThrownBy(() -> claim(order(ID, 1, null)))
        .isInstanceOf(StoreUnavailableException.class);

    database.comeBack();
    await()
        .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
        .until(() -> claims.of(ID).isEmpty());
    assertThat(claim(order(ID, 1, null))).isEqualTo(Answer.CLAIMED);
  }

  @Test
  void whatBecameOfACallIsKeptWithItsClaim() {
    recordedWith(1);
    WorkOrder order = order(ID, 1, null);
    claim(order);

    assertThat(claims.find(order).orElseThrow().outcome()).isNull();
    claims.outcome(order, Outcome.APPLIED, "OK");

    assertThat(claims.find(order).orElseThrow().outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(claims.find(order).orElseThrow().claimedAt())
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
  }

  private Answer claim(WorkOrder order) {
    return claims.claim(order, Limits.NONE);
  }

  private void recorded(long revision, @Nullable String hold) {
    Action action = Samples.action("A1").ordered(OrderKind.APPLY).ordered(OrderKind.APPLY);
    records.store(batch(Samples.held(Samples.withActions(ID, revision, action), "A1", hold)));
  }

  private void recordedWith(int attempts) {
    Action action = Samples.action("A1");
    for (int i = 0; i < attempts; i++) {
      action = action.ordered(OrderKind.APPLY);
    }
    records.store(batch(Samples.withActions(ID, 1, action)));
  }
}
