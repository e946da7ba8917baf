package dev.aceiro.activities.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** It changes nothing, so the contract of what does is not its own. */
class PostgresCountSessionsTest {

  @Test
  void theIncidentHasTheNumbersAndNothingChanges() {
    try (TestDatabase store = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(store, world.handler())) {
      var approved =
          hands.approved(hands.order("postgres.count-sessions", world.parameters(), false));
      StepResult applied = hands.steps().apply(approved);
      StepResult verified = hands.steps().verify(approved);

      assertThat(applied.outcome()).isEqualTo(Outcome.APPLIED);
      assertThat(verified.code()).isEqualTo("postgres.counted");
      assertThat(verified.params().get("byState"))
          .contains(world.application + " idle: 2", world.other + " idle: 1");
      assertThat(verified.params()).containsEntry("of", "300");
      assertThat(world.state()).isEqualTo("2 of the application, 1 of another");
      assertThat(world.proxy().changes()).isZero();
    }
  }

  @Test
  void aDrillCountsNothing() {
    try (TestDatabase store = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(store, world.handler())) {
      var order = hands.order("postgres.count-sessions", world.parameters(), true);

      assertThat(hands.steps().apply(hands.approved(order)).code()).isEqualTo("SIMULATED");
    }
  }

  private static final class World extends PostgresBench {
    World() {
      super(PostgresCountSessions::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("service", SERVICE);
    }

    @Override
    public void sameByAnotherHand() {
      // To count again is nothing that another hand could do for it.
    }

    @Override
    public void moved() {
      witness.sql("alter role \"" + application + "\" replication").update();
    }

    @Override
    public boolean undoable() {
      return false;
    }
  }
}
