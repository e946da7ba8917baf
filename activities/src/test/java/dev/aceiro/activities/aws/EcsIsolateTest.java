package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;

class EcsIsolateTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends EcsWorld {
    World() {
      super(EcsIsolate::new);
    }

    private final String nothing = group("nothing");
    private final String other = group("other");

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("cluster", name, "service", "api", "securityGroups", nothing);
    }

    @Override
    public String state() {
      return service().networkConfiguration().awsvpcConfiguration().toString();
    }

    @Override
    public void sameByAnotherHand() {
      groups(nothing);
    }

    @Override
    public void moved() {
      groups(other);
    }

    private void groups(String group) {
      ecs.updateService(
          r ->
              r.cluster(name)
                  .service("api")
                  .networkConfiguration(
                      n ->
                          n.awsvpcConfiguration(
                              v -> v.subnets(subnet.subnetId()).securityGroups(group))));
    }
  }
}
