package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;

class EcsMemoryTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends EcsWorld {
    World() {
      super(EcsMemory::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("cluster", name, "service", "api", "memory", "1024");
    }

    @Override
    public int requests() {
      return 2;
    }

    @Override
    public int undoRequests() {
      return 1;
    }

    @Override
    public String planted() {
      return SECRET;
    }

    @Override
    public String state() {
      var definition =
          ecs.describeTaskDefinition(r -> r.taskDefinition(service().taskDefinition()))
              .taskDefinition();
      return definition.memory() + " " + definition.containerDefinitions();
    }

    @Override
    public void sameByAnotherHand() {
      more("1024");
    }

    @Override
    public void moved() {
      more("2048");
    }

    private void more(String memory) {
      var present =
          ecs.describeTaskDefinition(r -> r.taskDefinition(service().taskDefinition()))
              .taskDefinition();
      use(
          ecs.registerTaskDefinition(
                  r ->
                      r.family(name)
                          .cpu("256")
                          .memory(memory)
                          .containerDefinitions(present.containerDefinitions()))
              .taskDefinition()
              .taskDefinitionArn());
    }
  }
}
