package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;

class NetworkRestoreRuleTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends NetworkBench {
    World() {
      super(NetworkRestoreRule::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("securityGroup", name, "ports", "5432", "peer", "192.168.0.0/16");
    }

    @Override
    public String state() {
      return ingress().toString();
    }

    @Override
    public void sameByAnotherHand() {
      ec2.authorizeSecurityGroupIngress(
          r ->
              r.groupId(group)
                  .ipPermissions(
                      p ->
                          p.ipProtocol("tcp")
                              .fromPort(5432)
                              .toPort(5432)
                              .ipRanges(i -> i.cidrIp("192.168.0.0/16"))));
    }

    /** Another group of the same name is not what was approved. */
    @Override
    public void moved() {
      String other = ec2.createVpc(r -> r.cidrBlock("10.1.0.0/16")).vpc().vpcId();
      ec2.createSecurityGroup(r -> r.groupName(name).description("x").vpcId(other));
    }
  }
}
