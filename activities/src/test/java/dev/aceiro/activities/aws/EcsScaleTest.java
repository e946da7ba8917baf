package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import software.amazon.awssdk.services.ecs.EcsClient;

class EcsScaleTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends AwsBench {
    private final EcsClient ecs = witness(Service.ECS);

    World() {
      super(EcsScale::new);
      ecs.createCluster(r -> r.clusterName(name));
      ecs.registerTaskDefinition(
          r -> r.family(name).containerDefinitions(c -> c.name("api").image("api:1").memory(256)));
      ecs.createService(
          r -> r.cluster(name).serviceName("api").taskDefinition(name).desiredCount(1));
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("cluster", name, "service", "api", "count", "2");
    }

    @Override
    public String state() {
      return ecs.describeServices(r -> r.cluster(name).services("api"))
          .services()
          .getFirst()
          .desiredCount()
          .toString();
    }

    @Override
    public void sameByAnotherHand() {
      ecs.updateService(r -> r.cluster(name).service("api").desiredCount(2));
    }

    @Override
    public void moved() {
      ecs.updateService(r -> r.cluster(name).service("api").desiredCount(5));
    }
  }
}
