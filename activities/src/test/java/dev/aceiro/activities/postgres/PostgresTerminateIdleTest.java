package dev.aceiro.activities.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class PostgresTerminateIdleTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void onlyTheApplicationsSessionsInThisDatabaseEnd() {
    try (TestDatabase store = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(store, world.handler())) {
      StepResult result =
          hands
              .steps()
              .apply(
                  hands.approved(
                      hands.order("postgres.terminate-idle", world.parameters(), false)));

      assertThat(result.params()).containsEntry("sessions", "2");
      assertThat(world.state()).isEqualTo("0 of the application, 1 of another");
    }
  }

  @Test
  void aUserThatAdministersIsRefused() {
    try (TestDatabase store = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(store, world.handler())) {
      world.moved();
      StepResult result =
          hands.steps().capture(hands.order("postgres.terminate-idle", world.parameters(), false));

      assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(result.code()).isEqualTo("postgres.privileged-user");
    }
  }

  @Test
  void aDatabaseThatNobodyConfiguredIsHandedToAPersonWithTheStatement() {
    try (TestDatabase store = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(store, world.handler())) {
      StepResult result =
          hands
              .steps()
              .apply(
                  hands.approved(
                      hands.order(
                          "postgres.terminate-idle",
                          Params.of("service", "another", "idleFor", "5m"),
                          false)));

      assertThat(result.outcome()).isEqualTo(Outcome.WITH_PERSON);
      assertThat(result.params().get("instruction"))
          .contains("datname = current_database()", "usename in", "300 seconds");
    }
  }

  private static final class World extends PostgresBench {
    World() {
      super(PostgresTerminateIdle::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("service", SERVICE, "idleFor", "1s");
    }

    @Override
    public void sameByAnotherHand() {
      witness
          .sql("select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = ?")
          .param(application)
          .query(Integer.class)
          .single();
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
