package dev.aceiro.activities.kubernetes;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import java.util.SortedMap;

class K8sRolloutToRevisionTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends KubernetesBench {
    World() {
      super(K8sRolloutToRevision::new);
      Deployment first = deployed("fastapi", "repo/api:1");
      replicaSet(first, "1");
      image("fastapi", "repo/api:2");
      replicaSet(deployment("fastapi"), "2");
    }

    /** As the controller makes it of a deployment: with a label more. */
    private void replicaSet(Deployment of, String revision) {
      witness
          .apps()
          .replicaSets()
          .inNamespace(NAMESPACE)
          .resource(
              new ReplicaSetBuilder()
                  .withNewMetadata()
                  .withName("fastapi-" + revision)
                  .addToLabels("app", "fastapi")
                  .addToAnnotations("deployment.kubernetes.io/revision", revision)
                  .addNewOwnerReference()
                  .withUid(of.getMetadata().getUid())
                  .withKind("Deployment")
                  .withName("fastapi")
                  .withApiVersion("apps/v1")
                  .endOwnerReference()
                  .endMetadata()
                  .withNewSpec()
                  .withTemplate(
                      new PodTemplateSpecBuilder(of.getSpec().getTemplate())
                          .editMetadata()
                          .addToLabels("pod-template-hash", "hash" + revision)
                          .endMetadata()
                          .build())
                  .endSpec()
                  .build())
          .create();
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("namespace", NAMESPACE, "deployment", "fastapi", "revision", "1");
    }

    @Override
    public String state() {
      return deployment("fastapi").getSpec().getTemplate().toString();
    }

    @Override
    public void sameByAnotherHand() {
      image("fastapi", "repo/api:1");
    }

    @Override
    public void moved() {
      image("fastapi", "repo/api:3");
    }
  }
}
