package dev.aceiro.activities.railway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class RailwayRollbackTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void aBuildThatFailedIsNotWhatServes() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      world.world.deployFails("3".repeat(40));
      var capture = hands.captured(hands.order("railway.rollback", world.parameters(), false));

      assertThat(capture.facts().get("deployment")).contains(RailwayBench.BAD);
      assertThat(capture.facts().get("goal-deployment")).contains(RailwayBench.GOOD);
      assertThat(capture.facts().get("warning.newest-does-not-serve")).contains("FAILED");
    }
  }

  @Test
  void whatRailwayWouldNotReturnToIsRefusedBeforeAnybodyApproves() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      world.world.deployFails("3".repeat(40));
      var order =
          hands.order(
              "railway.rollback", Params.of("service", "backend", "deployment", "d3"), false);

      assertThat(hands.steps().capture(order).code()).isEqualTo("railway.cannot-roll-back");
    }
  }

  @Test
  void aServiceThatTheProjectLacksIsRefused() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var order = hands.order("railway.rollback", Params.of("service", "nobody"), false);

      assertThat(hands.steps().capture(order).params()).containsEntry("known", "Frontend, Backend");
    }
  }

  private static final class World extends RailwayBench {
    World() {
      super(RailwayRollback::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("service", "backend");
    }

    @Override
    public String state() {
      return world.commit();
    }

    @Override
    public void sameByAnotherHand() {
      world.deploy(GOOD);
    }

    @Override
    public void moved() {
      world.deploy("3".repeat(40));
    }
  }
}
