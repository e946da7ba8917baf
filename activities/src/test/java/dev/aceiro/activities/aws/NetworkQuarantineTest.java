package dev.aceiro.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;

class NetworkQuarantineTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void aQuarantineThatLetsOutAndConnectionsThatGoOnAreWarnedOf() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var order = hands.order("network.quarantine", world.parameters(), false);

      assertThat(hands.captured(order).facts())
          .containsEntry("warning.quarantine-lets-through", "EGRESS all * 0.0.0.0/0")
          .containsEntry("warning.established-flows", "network.deny-entry");
    }
  }

  @Test
  void aGroupOfAnotherNetworkIsRefused() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      String other = world.ec2.createVpc(r -> r.cidrBlock("10.1.0.0/16")).vpc().vpcId();
      String group =
          world
              .ec2
              .createSecurityGroup(r -> r.groupName("other").description("x").vpcId(other))
              .groupId();
      var result =
          hands
              .steps()
              .capture(
                  hands.order(
                      "network.quarantine",
                      Params.of("networkInterface", world.card, "securityGroup", group),
                      false));

      assertThat(result.code()).isEqualTo("network.other-vpc");
    }
  }

  private static final class World extends NetworkBench {
    private final String quarantine = group(name + "-quarantine");
    private final String card =
        ec2.createNetworkInterface(r -> r.subnetId(subnet).groups(group))
            .networkInterface()
            .networkInterfaceId();

    World() {
      super(NetworkQuarantine::new);
    }

    private void put(String... groups) {
      ec2.modifyNetworkInterfaceAttribute(r -> r.networkInterfaceId(card).groups(groups));
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("networkInterface", card, "securityGroup", name + "-quarantine");
    }

    @Override
    public String state() {
      return ec2
          .describeNetworkInterfaces(r -> r.networkInterfaceIds(card))
          .networkInterfaces()
          .getFirst()
          .groups()
          .stream()
          .map(GroupIdentifier::groupId)
          .sorted()
          .toList()
          .toString();
    }

    @Override
    public void sameByAnotherHand() {
      put(quarantine);
    }

    @Override
    public void moved() {
      put(group, quarantine);
    }
  }
}
