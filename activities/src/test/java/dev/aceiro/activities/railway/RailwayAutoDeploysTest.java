package dev.aceiro.activities.railway;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;

class RailwayAutoDeploysTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends RailwayBench {
    World() {
      super(RailwayAutoDeploys::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("service", "backend", "enabled", "false");
    }

    @Override
    public String state() {
      return String.valueOf(world.autoDeploys());
    }

    @Override
    public void sameByAnotherHand() {
      world.autoDeploys(false);
    }

    @Override
    public void moved() {
      world.autoDeploys(false);
    }
  }
}
