package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;

class EcsStopTaskTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends EcsWorld {
    static {
      // moto lets a task run through its life as it is looked at
      Moto.tell(
          "/moto-api/state-manager/set-transition",
          "{\"model_name\":\"ecs::task\",\"transition\":{\"progression\":\"manual\",\"times\":100000}}");
    }

    World() {
      super(EcsStopTask::new);
    }

    private final String task =
        ecs.runTask(
                r ->
                    r.cluster(name)
                        .taskDefinition(arn(3))
                        .launchType("FARGATE")
                        .networkConfiguration(
                            n -> n.awsvpcConfiguration(v -> v.subnets(subnet.subnetId())))
                        .count(1))
            .tasks()
            .getFirst()
            .taskArn();

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("cluster", name, "task", task);
    }

    @Override
    public String state() {
      return ecs.describeTasks(r -> r.cluster(name).tasks(task)).tasks().getFirst().desiredStatus();
    }

    @Override
    public boolean undoable() {
      return false;
    }

    @Override
    public boolean absolute() {
      return true;
    }

    @Override
    public void sameByAnotherHand() {
      ecs.stopTask(r -> r.cluster(name).task(task).reason("by hand"));
    }

    @Override
    public void moved() {
      sameByAnotherHand();
    }
  }
}
