package dev.aceiro.activities.railway;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;

class RailwayDeployCommitTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends RailwayBench {
    World() {
      super(RailwayDeployCommit::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("service", "api", "commit", GOOD);
    }

    @Override
    public String state() {
      return world.commit();
    }

    @Override
    public void sameByAnotherHand() {
      world.deploy(GOOD);
    }

    @Override
    public void moved() {
      world.deploy("3".repeat(40));
    }
  }
}
