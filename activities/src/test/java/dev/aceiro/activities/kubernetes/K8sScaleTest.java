package dev.aceiro.activities.kubernetes;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;

class K8sScaleTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends KubernetesBench {
    World() {
      super(K8sScale::new);
      deployed("fastapi", "repo/api:2");
      serveScale("fastapi");
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("namespace", NAMESPACE, "deployment", "fastapi", "count", "4");
    }

    @Override
    public String state() {
      return deployment("fastapi").getSpec().getReplicas().toString();
    }

    @Override
    public void sameByAnotherHand() {
      scale("fastapi", 4);
    }

    @Override
    public void moved() {
      scale("fastapi", 3);
    }
  }
}
