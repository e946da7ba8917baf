package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;

class AuroraSnapshotTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends AuroraBench {
    World() {
      super(AuroraSnapshot::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("cluster", name);
    }

    @Override
    public String state() {
      return rds
          .describeDBClusterSnapshots(r -> r.dbClusterIdentifier(name).snapshotType("manual"))
          .dbClusterSnapshots()
          .stream()
          .map(DBClusterSnapshot::dbClusterSnapshotIdentifier)
          .sorted()
          .toList()
          .toString();
    }

    /** A snapshot of one's own has another name: what was approved is seen again before. */
    @Override
    public void sameByAnotherHand() {
      rds.createDBClusterSnapshot(
          r -> r.dbClusterIdentifier(name).dbClusterSnapshotIdentifier(name + "-by-hand"));
    }

    @Override
    public void moved() {
      sameByAnotherHand();
    }

    @Override
    public boolean absolute() {
      return false;
    }

    @Override
    public boolean undoable() {
      return false;
    }
  }
}
