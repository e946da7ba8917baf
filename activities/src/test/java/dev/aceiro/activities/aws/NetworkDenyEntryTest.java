package dev.aceiro.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.RuleAction;

class NetworkDenyEntryTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void theFirstNumberFreeInBothDirectionsIsTaken() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      world.deny(1, true, "198.51.100.0/24");
      world.deny(2, false, "198.51.100.0/24");
      hands
          .steps()
          .apply(hands.approved(hands.order("network.deny-entry", world.parameters(), false)));

      assertThat(world.state()).contains("3 in deny 203.0.113.7/32", "3 out deny 203.0.113.7/32");
    }
  }

  @Test
  void aNumberThatIsTakenIsRefused() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var result =
          hands
              .steps()
              .capture(
                  hands.order(
                      "network.deny-entry",
                      Params.of(
                          "networkAcl", world.acl, "range", "203.0.113.7/32", "ruleNumber", "100"),
                      false));

      assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(result.code()).isEqualTo("network.number-taken");
    }
  }

  private static final class World extends NetworkBench {
    private final String acl =
        ec2.describeNetworkAcls(r -> r.filters(f -> f.name("vpc-id").values(vpc)))
            .networkAcls()
            .getFirst()
            .networkAclId();

    World() {
      super(NetworkDenyEntry::new);
    }

    private void deny(int number, boolean egress, String range) {
      ec2.createNetworkAclEntry(
          r ->
              r.networkAclId(acl)
                  .ruleNumber(number)
                  .egress(egress)
                  .protocol("-1")
                  .ruleAction(RuleAction.DENY)
                  .cidrBlock(range));
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("networkAcl", acl, "range", "203.0.113.7/32");
    }

    @Override
    public int requests() {
      return 2;
    }

    @Override
    public String state() {
      NetworkAcl now = ec2.describeNetworkAcls(r -> r.networkAclIds(acl)).networkAcls().getFirst();
      return now.entries().stream()
          .map(
              entry ->
                  entry.ruleNumber()
                      + (entry.egress() ? " out " : " in ")
                      + entry.ruleActionAsString()
                      + " "
                      + entry.cidrBlock())
          .sorted()
          .toList()
          .toString();
    }

    @Override
    public void sameByAnotherHand() {
      deny(1, false, "203.0.113.7/32");
      deny(1, true, "203.0.113.7/32");
    }

    @Override
    public void moved() {
      deny(1, false, "198.51.100.0/24");
    }
  }
}
