package dev.aceiro.activities.aws;

import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Deployment;

/** The contract; what is the handler's own is in {@link EcsForceNewDeploymentTest}. */
class EcsForceNewDeploymentContractTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends EcsWorld {
    World() {
      super(EcsForceNewDeployment::new);
      // moto has no service deployments
      proxy()
          .serve(
              "ListServiceDeployments",
              body -> new RecordingProxy.Answer(200, "{\"serviceDeployments\":[]}"));
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("cluster", name, "service", "api");
    }

    @Override
    public String state() {
      return service().deployments().stream().map(Deployment::id).sorted().toList().toString();
    }

    @Override
    public boolean undoable() {
      return false;
    }

    @Override
    public @Nullable String planted() {
      return SECRET;
    }

    @Override
    public void sameByAnotherHand() {
      ecs.updateService(r -> r.cluster(name).service("api").forceNewDeployment(true));
    }

    @Override
    public void moved() {
      sameByAnotherHand();
    }
  }
}
