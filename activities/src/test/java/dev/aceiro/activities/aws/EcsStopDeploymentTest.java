package dev.aceiro.activities.aws;

import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;

class EcsStopDeploymentTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends EcsWorld {
    World() {
      super(EcsStopDeployment::new);
    }

    private final AtomicReference<String> status = new AtomicReference<>("IN_PROGRESS");
    private final AtomicReference<String> arn = new AtomicReference<>("arn:d1");

    {
      // moto has no service deployments
      proxy().serve("ListServiceDeployments", body -> answer("serviceDeployments"));
      proxy().serve("DescribeServiceDeployments", body -> answer("serviceDeployments"));
      proxy()
          .serve(
              "StopServiceDeployment",
              body -> {
                status.set("ROLLBACK_SUCCESSFUL");
                return new RecordingProxy.Answer(
                    200, "{\"serviceDeploymentArn\":\"%s\"}".formatted(arn.get()));
              });
    }

    private RecordingProxy.Answer answer(String list) {
      return new RecordingProxy.Answer(
          200,
          "{\"%s\":[{\"serviceDeploymentArn\":\"%s\",\"status\":\"%s\"}]}"
              .formatted(list, arn.get(), status.get()));
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("cluster", name, "service", "api");
    }

    @Override
    public String state() {
      return arn.get() + " " + status.get();
    }

    @Override
    public boolean undoable() {
      return false;
    }

    @Override
    public void sameByAnotherHand() {
      status.set("ROLLBACK_REQUESTED");
    }

    @Override
    public void moved() {
      arn.set("arn:d2");
    }
  }
}
