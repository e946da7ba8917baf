package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;

class EcsRollbackTaskDefinitionTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends EcsWorld {
    World() {
      super(EcsRollbackTaskDefinition::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("cluster", name, "service", "api", "revision", "1");
    }

    @Override
    public String state() {
      return revision();
    }

    @Override
    public void sameByAnotherHand() {
      use(arn(1));
    }

    @Override
    public void moved() {
      use(arn(2));
    }
  }
}
