package dev.aceiro.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.incident.Params;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class K8sRolloutToRevisionTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void whereNoRevisionIsNamedItIsTheOneBeforeAndNoLabelOfAReplicaSetIsCopied() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var order =
          hands.order(
              "k8s.rollout-to-revision",
              Params.of("namespace", KubernetesBench.NAMESPACE, "deployment", "fastapi"),
              false);
      assertThat(hands.captured(order).facts())
          .containsEntry("goal-revision", "1")
          .containsEntry("warning.mutable-tag", "api=repo/api:1");

      assertThat(hands.steps().apply(hands.approved(order)).outcome()).isEqualTo(Outcome.APPLIED);
      assertThat(KubernetesBench.image(world.deployment("fastapi"))).isEqualTo("repo/api:1");
      assertThat(world.deployment("fastapi").getSpec().getTemplate().getMetadata().getLabels())
          .containsOnlyKeys("app");
    }
  }

  @Test
  void aRevisionThatIsNotThereIsRefused() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var order =
          hands.order(
              "k8s.rollout-to-revision",
              Params.of(
                  "namespace", KubernetesBench.NAMESPACE, "deployment", "fastapi", "revision", "7"),
              false);

      assertThat(hands.steps().capture(order).code()).isEqualTo("k8s.no-revision");
    }
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
