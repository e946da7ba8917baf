package dev.aceiro.activities.kubernetes;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Requests;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Scales a deployment to a number of pods. Where an autoscaler decides how many there are, both its
 * bounds become that number and it does the rest: otherwise it would undo it within seconds. At
 * zero pods an autoscaler is off by itself: it is left alone on the way there, and on the way back
 * the deployment is scaled too.
 */
@Component
final class K8sScale extends KubernetesSettingHandler<K8sScale.Target> {
  private static final String REPLICAS = "replicas";
  private static final String MINIMUM = "minimum";
  private static final String MAXIMUM = "maximum";
  private static final String AUTOSCALER = "autoscaler";

  /** Which deployment, and to how many pods. */
  record Target(
      @Doc(
              value = Deployments.NAMESPACE,
              example = "api",
              pattern = Kubernetes.NAMESPACE,
              estate = "k8s-deployment.namespace")
          String namespace,
      @Doc(
              value = Deployments.DEPLOYMENT,
              example = "fastapi",
              pattern = Kubernetes.NAME,
              estate = "k8s-deployment.deployment")
          String deployment,
      @Doc(value = "How many pods there should be.", example = "6", pattern = "\\d{1,4}")
          Integer count,
      @Doc(
              value = Kubernetes.CLUSTER,
              example = "prod",
              pattern = Kubernetes.CLUSTER_FORM,
              estate = "k8s-deployment.cluster")
          @Nullable String cluster)
      implements Namespaced {}

  private final Deployments deployments;

  K8sScale(Kubernetes kubernetes) {
    super(
        kubernetes,
        new ActionType<>(
            "k8s.scale",
            Target.class,
            Risk.REVERSIBLE,
            List.of(
                "apps/deployments:get",
                "apps/deployments/scale:patch",
                "autoscaling/horizontalpodautoscalers:get,list,patch"),
            List.of("000 §1")));
    this.deployments = new Deployments(kubernetes);
  }

  @Override
  protected Settings find(Target target) {
    Deployment deployment = deployments.find(target, target.deployment());
    HorizontalPodAutoscaler autoscaler = autoscaler(target);
    Integer replicas = deployment.getSpec().getReplicas();
    Settings.Builder found = deployments.settings(target, deployment);
    if (autoscaler != null && target.count() > 0) {
      Integer minimum = autoscaler.getSpec().getMinReplicas();
      found
          .identity(AUTOSCALER, autoscaler.getMetadata().getName())
          .value(MINIMUM, minimum == null ? 1 : minimum)
          .value(MAXIMUM, autoscaler.getSpec().getMaxReplicas())
          .fact("warning.autoscaler-pinned", autoscaler.getMetadata().getName())
          .fact(
              "warning.autoscaler-off",
              replicas != null && replicas == 0 ? autoscaler.getMetadata().getName() : null);
    } else {
      found.value(REPLICAS, replicas == null ? 1 : replicas);
    }
    if (target.count() == 0) {
      found.fact("warning.no-tasks", "0");
    }
    return found.build();
  }

  private @Nullable HorizontalPodAutoscaler autoscaler(Target target) {
    return kubernetes()
        .read(
            target.cluster(),
            "list horizontalpodautoscalers",
            client ->
                client
                    .autoscaling()
                    .v2()
                    .horizontalPodAutoscalers()
                    .inNamespace(target.namespace())
                    .list()
                    .getItems())
        .stream()
        .filter(one -> "Deployment".equals(one.getSpec().getScaleTargetRef().getKind()))
        .filter(one -> target.deployment().equals(one.getSpec().getScaleTargetRef().getName()))
        .findFirst()
        .orElse(null);
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    return found.containsKey(MAXIMUM)
        ? Settings.values(MINIMUM, target.count(), MAXIMUM, target.count())
        : Settings.values(REPLICAS, target.count());
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    String replicas = values.get(REPLICAS);
    if (replicas != null) {
      scale(target, replicas);
      return;
    }
    Requests requests = new Requests();
    requests.make(() -> bounds(target, values, call));
    if ("0".equals(now.facts().get("desired"))) {
      // At zero pods the autoscaler is off: it would leave it there.
      requests.make(() -> scale(target, values.getOrDefault(MINIMUM, "1")));
    }
  }

  private void scale(Target target, String replicas) {
    String patch = "{\"spec\":{\"replicas\":%s}}".formatted(replicas);
    kubernetes()
        .write(
            target.cluster(),
            "patch deployments/scale",
            client ->
                client
                    .apps()
                    .deployments()
                    .inNamespace(target.namespace())
                    .withName(target.deployment())
                    .subresource("scale")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), patch));
  }

  private void bounds(Target target, SortedMap<String, String> values, Call call) {
    HorizontalPodAutoscaler autoscaler = autoscaler(target);
    if (autoscaler == null) {
      throw Kubernetes.notFound("horizontalpodautoscaler", target.namespace(), target.deployment());
    }
    Patches patch =
        Patches.of(autoscaler, call)
            .set("/spec/minReplicas", Integer.parseInt(values.getOrDefault(MINIMUM, "1")))
            .set("/spec/maxReplicas", Integer.parseInt(values.getOrDefault(MAXIMUM, "1")));
    kubernetes()
        .write(
            target.cluster(),
            "patch horizontalpodautoscalers",
            client ->
                client
                    .autoscaling()
                    .v2()
                    .horizontalPodAutoscalers()
                    .inNamespace(target.namespace())
                    .withName(autoscaler.getMetadata().getName())
                    .patch(Patches.JSON, patch.json()));
  }

  @Override
  protected boolean proves(Target target, Settings now, Call call) {
    // The scale of a deployment has no annotations.
    HorizontalPodAutoscaler autoscaler =
        now.identity().containsKey(AUTOSCALER) ? autoscaler(target) : null;
    return autoscaler != null && Patches.by(autoscaler, call);
  }

  @Override
  protected Progress progress(Target target, Settings now, SortedMap<String, String> wanted) {
    String running = now.facts().getOrDefault("running", "0");
    String desired = now.facts().getOrDefault("desired", "0");
    String count = target.count().toString();
    return running.equals(count) && desired.equals(count)
        ? Progress.done(true, "k8s.scaled", "done", running, "of", count)
        : Progress.running("k8s.rollout", "done", running, "of", count);
  }

  @Override
  protected String named(Target target) {
    return named(target, Deployments.KIND, target.deployment());
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return values.containsKey(MAXIMUM)
        ? "PATCH /apis/autoscaling/v2/namespaces/%s/horizontalpodautoscalers/(of %s) {\"spec\":{\"minReplicas\":%s,\"maxReplicas\":%s}}"
            .formatted(
                target.namespace(), target.deployment(), values.get(MINIMUM), values.get(MAXIMUM))
        : "PATCH /apis/apps/v1/namespaces/%s/deployments/%s/scale {\"spec\":{\"replicas\":%s}}"
            .formatted(target.namespace(), target.deployment(), values.get(REPLICAS));
  }

  @Override
  protected String byHand(Target target, SortedMap<String, String> values) {
    return values.containsKey(MAXIMUM)
        ? "%s patch hpa (of %s) --type merge -p '{\"spec\":{\"minReplicas\":%s,\"maxReplicas\":%s}}'"
            .formatted(
                kubectl(target), target.deployment(), values.get(MINIMUM), values.get(MAXIMUM))
        : "%s scale deployment/%s --replicas=%s"
            .formatted(kubectl(target), target.deployment(), values.get(REPLICAS));
  }
}
