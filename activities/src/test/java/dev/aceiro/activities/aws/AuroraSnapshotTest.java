package dev.aceiro.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.incident.Params;
import java.util.Locale;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;

class AuroraSnapshotTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void aSnapshotOfTheSameNameThatWasThereBeforeIsNotClaimed() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var order = hands.order("aurora.snapshot", world.parameters(), false);
      world.rds.createDBClusterSnapshot(
          r ->
              r.dbClusterIdentifier(world.name)
                  .dbClusterSnapshotIdentifier(
                      (order.incident() + "-a1").toLowerCase(Locale.ROOT)));
      var approved = hands.approved(order);
      world.proxy().nextChange(new RecordingProxy.Cut(false, () -> {}));
      hands.steps().apply(approved);

      assertThat(hands.steps().settle(approved).outcome()).isEqualTo(Outcome.FAILED);
      assertThat(hands.steps().apply(approved.again()).params())
          .containsEntry("error", "DBClusterSnapshotAlreadyExistsFault");
    }
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
