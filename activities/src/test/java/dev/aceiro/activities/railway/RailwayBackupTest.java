package dev.aceiro.activities.railway;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;

class RailwayBackupTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends RailwayBench {
    World() {
      super(RailwayBackup::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("service", "backend");
    }

    @Override
    public String state() {
      return String.valueOf(world.backups());
    }

    @Override
    public void sameByAnotherHand() {
      world.backup("by-hand");
    }

    @Override
    public void moved() {
      world.backup("by-the-schedule");
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
