package dev.aceiro.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.workflows.incident.Params;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class K8sRestartTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void aRolloutIsCompleteWhenTheControllerHasSeenItAndEveryPodIsANewOne() {
    DeploymentBuilder deployment =
        new DeploymentBuilder()
            .withNewMetadata()
            .withGeneration(3L)
            .endMetadata()
            .withNewSpec()
            .withReplicas(2)
            .endSpec();

    assertThat(rollout(deployment, 2, 2, 2, 2).state()).isEqualTo(Progress.State.RUNNING);
    assertThat(rollout(deployment, 3, 3, 1, 2).params())
        .containsEntry("done", "1")
        .containsEntry("of", "2");
    assertThat(rollout(deployment, 3, 3, 2, 2).state()).isEqualTo(Progress.State.RUNNING);
    assertThat(rollout(deployment, 3, 2, 2, 1).state()).isEqualTo(Progress.State.RUNNING);
    assertThat(rollout(deployment, 3, 2, 2, 2).state()).isEqualTo(Progress.State.DONE);
  }

  @Test
  void aRolloutPastItsDeadlineHasFailed() {
    Deployment late =
        new DeploymentBuilder()
            .withNewMetadata()
            .endMetadata()
            .withNewSpec()
            .withReplicas(2)
            .endSpec()
            .withNewStatus()
            .addNewCondition()
            .withType("Progressing")
            .withReason("ProgressDeadlineExceeded")
            .withMessage("too late")
            .endCondition()
            .endStatus()
            .build();

    assertThat(Deployments.rollout(late, false).state()).isEqualTo(Progress.State.FAILED);
  }

  private static Progress rollout(
      DeploymentBuilder deployment, long observed, int all, int updated, int available) {
    return Deployments.rollout(
        deployment
            .withNewStatus()
            .withObservedGeneration(observed)
            .withReplicas(all)
            .withUpdatedReplicas(updated)
            .withAvailableReplicas(available)
            .endStatus()
            .build(),
        true);
  }

  private static final class World extends KubernetesBench {
    private static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

    World() {
      super(K8sRestart::new);
      deployed("fastapi", "repo/api:2");
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("namespace", NAMESPACE, "deployment", "fastapi");
    }

    @Override
    public String state() {
      var annotations =
          deployment("fastapi").getSpec().getTemplate().getMetadata().getAnnotations();
      return annotations == null ? "-" : annotations.getOrDefault(RESTARTED_AT, "-");
    }

    @Override
    public void sameByAnotherHand() {
      edit(
          "fastapi",
          one ->
              one.editSpec()
                  .editTemplate()
                  .editMetadata()
                  .addToAnnotations(RESTARTED_AT, "2026-01-01T00:00:00Z")
                  .endMetadata()
                  .endTemplate()
                  .endSpec());
    }

    @Override
    public void moved() {
      image("fastapi", "repo/api:3");
    }

    @Override
    public boolean undoable() {
      return false;
    }
  }
}
