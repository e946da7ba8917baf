package dev.aceiro.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.incident.Params;
import java.time.Instant;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class AuroraAddReaderTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void aReaderThatHasBecomeTheWriterIsNotDeleted() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var approved = hands.approved(hands.order("aurora.add-reader", world.parameters(), false));
      String reader = hands.steps().apply(approved).params().get("reader");
      world.rds.failoverDBCluster(
          r -> r.dbClusterIdentifier(world.name).targetDBInstanceIdentifier(reader));
      var undone =
          hands
              .steps()
              .undo(
                  Hands.as(
                      OrderKind.UNDO, approved, approved.digest(), Instant.now().plusSeconds(60)));

      assertThat(undone.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(undone.code()).isEqualTo("aurora.reader-writes");
    }
  }

  private static final class World extends AuroraBench {
    World() {
      super(AuroraAddReader::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("cluster", name);
    }

    @Override
    public String state() {
      return cluster().dbClusterMembers().stream()
          .map(member -> member.dbInstanceIdentifier())
          .sorted()
          .toList()
          .toString();
    }

    /** A reader of one's own has another name: what was approved is seen again before. */
    @Override
    public void sameByAnotherHand() {
      add("-by-hand");
    }

    @Override
    public void moved() {
      add("-4");
    }

    @Override
    public boolean absolute() {
      return false;
    }
  }
}
