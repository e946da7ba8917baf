package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.Samples.batch;
import static dev.aceiro.activities.store.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.store.Claims.Answer;
import dev.aceiro.activities.store.Claims.Limits;
import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.containment.WorkOrder;
import dev.aceiro.workflows.incident.Params;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Only so many disruptive actions at once in one environment, over all incidents. */
class EnvironmentLimitTest {
  private static final String ONE = "INC-1001";
  private static final String OTHER = "INC-1002";

  private TestDatabase database;
  private Changes changes;
  private Inbox inbox;
  private Records records;
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
    claims = new Claims(database.dataSource(), changes);
    stands(ONE, 1, ActionState.APPLYING);
    stands(OTHER, 1, ActionState.APPLYING);
  }

  @AfterEach
  void stop() {
    changes.stop();
    inbox.destroy();
    database.close();
  }

  @Test
  void theSecondWaitsForTheFirstAndSaysForWhich() {
    assertThat(claim(disruptive(ONE))).isEqualTo(Answer.CLAIMED);

    assertThat(claim(disruptive(OTHER))).isEqualTo(Answer.BUSY);
    assertThat(claims.of(OTHER)).isEmpty();
    assertThat(claims.inTheWayOf(disruptive(OTHER)))
        .singleElement()
        .satisfies(
            way -> {
              assertThat(way.incident()).isEqualTo(ONE);
              assertThat(way.action()).isEqualTo("A1");
              assertThat(way.type()).isEqualTo("ecs.force-new-deployment");
            });
  }

  @Test
  void anAcceptedCallIsInTheWayUntilItsEffectIsVerified() {
    claim(disruptive(ONE));
    claims.outcome(disruptive(ONE), Outcome.APPLIED, "ACCEPTED");
    assertThat(claim(disruptive(OTHER))).isEqualTo(Answer.BUSY);

    stands(ONE, 2, ActionState.APPLIED);
    assertThat(claim(disruptive(OTHER))).isEqualTo(Answer.CLAIMED);
  }

  @Test
  void whatNobodyKnowsIsInTheWayUntilSomebodyDecides() {
    claim(disruptive(ONE));
    stands(ONE, 2, ActionState.OUTCOME_UNKNOWN);
    assertThat(claim(disruptive(OTHER))).isEqualTo(Answer.BUSY);

    stands(ONE, 3, ActionState.WAIVED);
    assertThat(claim(disruptive(OTHER))).isEqualTo(Answer.CLAIMED);
  }

  @Test
  void aCallThatIsKnownNotToHaveHappenedIsInNobodysWay() {
    claim(disruptive(ONE));
    claims.outcome(disruptive(ONE), Outcome.FAILED, "NEVER_CALLED");

    assertThat(claim(disruptive(OTHER))).isEqualTo(Answer.CLAIMED);
  }

  @Test
  void anotherEnvironmentIsNotInTheWayOneThatNobodyKnowsIs() {
    claim(disruptive(ONE));

    assertThat(claim(order(OTHER, 1, null).in("staging", Risk.DISRUPTIVE, 1)))
        .isEqualTo(Answer.CLAIMED);
    assertThat(claim(order(OTHER, 1, null).again().in("", Risk.DISRUPTIVE, 1)))
        .isEqualTo(Answer.BUSY);
  }

  @Test
  void aWorseOneIsInTheWayAMilderOneIsNot() {
    claim(order(ONE, 1, null).in("prod", Risk.DESTRUCTIVE, 1));
    assertThat(claim(disruptive(OTHER))).isEqualTo(Answer.BUSY);

    stands(ONE, 2, ActionState.APPLIED);
    claim(order(OTHER, 1, null).in("prod", Risk.REVERSIBLE, null));
    stands(ONE, 3, ActionState.APPLYING);
    assertThat(claim(disruptive(ONE).again())).isEqualTo(Answer.CLAIMED);
  }

  @Test
  void anUndoWaitsForNobodyAndIsInTheWayOfOthers() {
    claim(disruptive(ONE));
    assertThat(claim(undo(OTHER))).isEqualTo(Answer.CLAIMED);
    stands(ONE, 2, ActionState.APPLIED);
    stands(OTHER, 2, ActionState.UNDOING);

    assertThat(claim(disruptive(ONE).again())).isEqualTo(Answer.BUSY);
  }

  @Test
  void anOrderFromBeforeThereWereLimitsIsNotLimited() {
    claim(disruptive(ONE));
    assertThat(claim(order(OTHER, 1, null))).isEqualTo(Answer.CLAIMED);
  }

  @Test
  void ofManyAtOnceOnlyOneGetsIt() throws Exception {
    List<String> incidents = IntStream.range(0, 12).mapToObj(i -> "INC-2" + (100 + i)).toList();
    incidents.forEach(id -> stands(id, 1, ActionState.APPLYING));
    CountDownLatch go = new CountDownLatch(1);
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> all =
          incidents.stream()
              .map(
                  id ->
                      threads.submit(
                          () -> {
                            go.await();
                            return claim(disruptive(id));
                          }))
              .toList();
      go.countDown();
      for (Future<Answer> one : all) {
        answers.add(one.get());
      }
    }
    assertThat(answers).containsOnlyOnce(Answer.CLAIMED).hasSize(12);
  }

  @Test
  void oneThatNobodyKnowsTheEnvironmentOfIsInTheWayEverywhere() {
    claim(order(ONE, 1, null).in("", Risk.DISRUPTIVE, 1));

    assertThat(claim(disruptive(OTHER))).isEqualTo(Answer.BUSY);
  }

  @Test
  void aDrillWaitsForNobodyAndIsInNobodysWay() {
    claim(drill(ONE));
    assertThat(claim(disruptive(OTHER))).isEqualTo(Answer.CLAIMED);
    assertThat(claim(drill(ONE).again())).isEqualTo(Answer.CLAIMED);
  }

  @Test
  void aDrillUsesUpNoneOfWhatIsAllowedWithinATime() {
    claim(drill(ONE));
    assertThat(claims.claim(disruptive(OTHER), new Limits(100, 1, Duration.ofHours(1))))
        .isEqualTo(Answer.CLAIMED);
  }

  @Test
  void whatAClosedIncidentLeftUnknownIsInNobodysWay() {
    claim(disruptive(ONE));
    stands(ONE, 2, ActionState.OUTCOME_UNKNOWN);
    assertThat(claim(disruptive(OTHER))).isEqualTo(Answer.BUSY);
    JdbcClient.create(database.dataSource())
        .sql("update incident set stage = 'CLOSED' where id = :id")
        .param("id", ONE)
        .update();

    assertThat(claim(disruptive(OTHER))).isEqualTo(Answer.CLAIMED);
  }

  private Answer claim(WorkOrder order) {
    return claims.claim(order, Limits.NONE);
  }

  private static WorkOrder disruptive(String incident) {
    return order(incident, 1, null).in("prod", Risk.DISRUPTIVE, 1);
  }

  private static WorkOrder drill(String incident) {
    WorkOrder order = disruptive(incident);
    return new WorkOrder(
        order.incidentWorkflowId(),
        incident,
        1,
        order.profile(),
        order.action(),
        1,
        1,
        OrderKind.APPLY,
        order.type(),
        order.parameters(),
        order.digest(),
        null,
        true,
        Risk.DISRUPTIVE,
        "prod",
        1);
  }

  private static WorkOrder undo(String incident) {
    WorkOrder apply = disruptive(incident);
    return new WorkOrder(
        apply.incidentWorkflowId(),
        incident,
        1,
        apply.profile(),
        apply.action(),
        1,
        1,
        OrderKind.UNDO,
        apply.type(),
        apply.parameters(),
        apply.digest(),
        null,
        false,
        Risk.DISRUPTIVE,
        "prod",
        null);
  }

  private void stands(String incident, long revision, ActionState state) {
    Action action = Samples.action("A1").ordered(OrderKind.APPLY).ordered(OrderKind.UNDO);
    records.store(
        batch(
            Samples.withActions(
                incident, revision, action.in(state, state.name(), Params.none()))));
  }
}
