package dev.aceiro.activities.aws;

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

class AuroraFailoverTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void theTargetIsAlwaysNamedAndIsTheReaderToBePromotedFirst() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var order = hands.order("aurora.failover", Params.of("cluster", world.name), false);

      assertThat(hands.captured(order).facts().get("call"))
          .contains("\"TargetDBInstanceIdentifier\":\"" + world.name + "-2\"");
      assertThat(hands.steps().apply(hands.approved(order)).outcome()).isEqualTo(Outcome.APPLIED);
      assertThat(world.state()).isEqualTo("-1,-2*,-3");
    }
  }

  @Test
  void anInstanceOfAnotherClusterIsRefused() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      StepResult result =
          hands
              .steps()
              .capture(
                  hands.order(
                      "aurora.failover",
                      Params.of("cluster", world.name, "instance", "another"),
                      false));

      assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(result.code()).isEqualTo("aurora.not-a-member");
    }
  }

  private static final class World extends AuroraBench {
    World() {
      super(AuroraFailover::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("cluster", name, "instance", name + "-3");
    }

    @Override
    public String state() {
      return members();
    }

    @Override
    public void sameByAnotherHand() {
      rds.failoverDBCluster(
          r -> r.dbClusterIdentifier(name).targetDBInstanceIdentifier(name + "-3"));
    }

    @Override
    public void moved() {
      rds.failoverDBCluster(
          r -> r.dbClusterIdentifier(name).targetDBInstanceIdentifier(name + "-2"));
    }
  }
}
