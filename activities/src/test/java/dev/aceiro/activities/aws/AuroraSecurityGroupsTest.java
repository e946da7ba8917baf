package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;

class AuroraSecurityGroupsTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends AuroraBench {
    World() {
      super(AuroraSecurityGroups::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("cluster", name, "securityGroups", "sg-00000003, sg-00000002");
    }

    @Override
    public String state() {
      return cluster().vpcSecurityGroups().stream()
          .map(group -> group.vpcSecurityGroupId())
          .sorted()
          .toList()
          .toString();
    }

    @Override
    public void sameByAnotherHand() {
      rds.modifyDBCluster(
          r -> r.dbClusterIdentifier(name).vpcSecurityGroupIds("sg-00000002", "sg-00000003"));
    }

    @Override
    public void moved() {
      rds.modifyDBCluster(r -> r.dbClusterIdentifier(name).vpcSecurityGroupIds("sg-00000009"));
    }
  }
}
