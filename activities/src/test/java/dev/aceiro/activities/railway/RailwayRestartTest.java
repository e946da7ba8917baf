package dev.aceiro.activities.railway;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;

class RailwayRestartTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends RailwayBench {
    World() {
      super(RailwayRestart::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("service", "backend");
    }

    @Override
    public String state() {
      return world.live().get("statusUpdatedAt").toString();
    }

    @Override
    public void sameByAnotherHand() {
      world.restart(world.live().get("id").toString());
    }

    @Override
    public void moved() {
      world.deploy(GOOD);
    }

    @Override
    public boolean undoable() {
      return false;
    }
  }
}
