package dev.aceiro.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.incident.Params;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class K8sScaleWithAutoscalerTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void fromZeroPodsTheDeploymentIsScaledTooBecauseItsAutoscalerIsOff() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      world.scale("fastapi", 0);
      world.serveScale("fastapi");
      var approved = hands.approved(hands.order("k8s.scale", world.parameters(), false));

      assertThat(hands.steps().apply(approved).outcome()).isEqualTo(Outcome.APPLIED);
      assertThat(hands.steps().verify(approved).code()).isEqualTo("k8s.scaled");
      assertThat(world.state()).isEqualTo("4 to 4, are 4");
    }
  }

  private static final class World extends KubernetesBench {
    World() {
      super(K8sScale::new);
      deployed("fastapi", "repo/api:2");
      witness
          .autoscaling()
          .v2()
          .horizontalPodAutoscalers()
          .inNamespace(NAMESPACE)
          .resource(
              new HorizontalPodAutoscalerBuilder()
                  .withNewMetadata()
                  .withName("api")
                  .endMetadata()
                  .withNewSpec()
                  .withNewScaleTargetRef("apps/v1", "Deployment", "fastapi")
                  .withMinReplicas(2)
                  .withMaxReplicas(10)
                  .endSpec()
                  .build())
          .create();
    }

    private HorizontalPodAutoscaler autoscaler() {
      return witness
          .autoscaling()
          .v2()
          .horizontalPodAutoscalers()
          .inNamespace(NAMESPACE)
          .withName("api")
          .get();
    }

    private void bounds(int minimum, int maximum) {
      witness
          .autoscaling()
          .v2()
          .horizontalPodAutoscalers()
          .inNamespace(NAMESPACE)
          .withName("api")
          .edit(
              one ->
                  new HorizontalPodAutoscalerBuilder(one)
                      .editSpec()
                      .withMinReplicas(minimum)
                      .withMaxReplicas(maximum)
                      .endSpec()
                      .build());
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("namespace", NAMESPACE, "deployment", "fastapi", "count", "4");
    }

    @Override
    public String state() {
      var specification = autoscaler().getSpec();
      return specification.getMinReplicas()
          + " to "
          + specification.getMaxReplicas()
          + ", are "
          + deployment("fastapi").getSpec().getReplicas();
    }

    @Override
    public void sameByAnotherHand() {
      bounds(4, 4);
    }

    @Override
    public void moved() {
      bounds(3, 10);
    }
  }
}
