package dev.aceiro.activities.kubernetes;

import dev.aceiro.activities.RecordingProxy;
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
      // The mock has no subresources but the status.
      proxy()
          .serve(
              "PATCH /apis/apps/v1/namespaces/api/deployments/fastapi/scale",
              body -> {
                scale(Integer.parseInt(body.replaceAll("\\D", "")));
                return new RecordingProxy.Answer(
                    200,
                    "{\"kind\":\"Scale\",\"apiVersion\":\"autoscaling/v1\",\"metadata\":{},\"spec\":{\"replicas\":1},\"status\":{\"replicas\":1,\"selector\":\"app=fastapi\"}}");
              });
    }

    private void scale(int replicas) {
      edit("fastapi", one -> one.editSpec().withReplicas(replicas).endSpec());
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
      scale(4);
    }

    @Override
    public void moved() {
      scale(3);
    }
  }
}
