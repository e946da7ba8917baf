package dev.aceiro.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class NetworkRemoveRuleTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void thatOpenConnectionsGoOnIsSaid() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var order = hands.order("network.remove-rule", world.parameters(), false);

      assertThat(hands.captured(order).facts())
          .containsEntry("warning.established-flows", "network.deny-entry");
    }
  }

  @Test
  void aRuleOutOfTheGroupIsRemovedToo() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var all =
          Params.of(
              "securityGroup",
              world.group,
              "direction",
              "EGRESS",
              "protocol",
              "all",
              "peer",
              "0.0.0.0/0");
      assertThat(world.egress()).hasSize(1);
      hands.steps().apply(hands.approved(hands.order("network.remove-rule", all, false)));

      assertThat(world.egress()).isEmpty();
    }
  }

  private static final class World extends NetworkBench {
    World() {
      super(NetworkRemoveRule::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("securityGroup", name, "ports", "5432", "peer", "10.0.0.0/16");
    }

    @Override
    public String state() {
      return ingress().toString();
    }

    @Override
    public void sameByAnotherHand() {
      disallow("10.0.0.0/16");
    }

    /** The same rule made anew is another one. */
    @Override
    public void moved() {
      disallow("10.0.0.0/16");
      allow("10.0.0.0/16");
    }
  }
}
