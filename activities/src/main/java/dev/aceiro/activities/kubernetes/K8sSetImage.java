package dev.aceiro.activities.kubernetes;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Risk;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives a container of a deployment another image, named by its digest. */
@Component
final class K8sSetImage extends KubernetesSettingHandler<K8sSetImage.Target> {
  private static final String IMAGE = "image";

  /** Which container of which deployment, and which image. */
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
      @Doc(value = "Name of the container.", example = "api", pattern = Kubernetes.NAMESPACE)
          String container,
      @Doc(
              value = "The image with its digest: a tag may be another image tomorrow.",
              example =
                  "123456789012.dkr.ecr.sa-east-1.amazonaws.com/api@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
              pattern = "[A-Za-z0-9][A-Za-z0-9._:/-]*@sha256:[0-9a-f]{64}")
          String image,
      @Doc(
              value = Kubernetes.CLUSTER,
              example = "prod",
              pattern = Kubernetes.CLUSTER_FORM,
              estate = "k8s-deployment.cluster")
          @Nullable String cluster)
      implements Namespaced {}

  private final Deployments deployments;

  K8sSetImage(Kubernetes kubernetes) {
    super(
        kubernetes,
        new ActionType<>(
            "k8s.set-image",
            Target.class,
            Risk.DISRUPTIVE,
            Nature.DEPLOYMENT,
            List.of("apps/deployments:get,patch"),
            List.of("000 §3", "000 §5")));
    this.deployments = new Deployments(kubernetes);
  }

  @Override
  protected Settings find(Target target) {
    Deployment deployment = deployments.find(target, target.deployment());
    List<Container> containers = Deployments.containers(deployment.getSpec().getTemplate());
    Container container =
        containers.stream()
            .filter(one -> target.container().equals(one.getName()))
            .findFirst()
            .orElseThrow(
                () ->
                    new ActionRefusedException(
                        "k8s.no-container",
                        "container",
                        target.container(),
                        "known",
                        containers.stream()
                            .map(Container::getName)
                            .collect(Collectors.joining(", "))));
    return deployments
        .settings(target, deployment)
        .value(IMAGE, container.getImage())
        .fact(
            "warning.paused", Boolean.TRUE.equals(deployment.getSpec().getPaused()) ? "true" : null)
        .build();
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    return Settings.values(IMAGE, target.image());
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    Deployment deployment = Kubernetes.object(now.raw(), Deployment.class);
    List<Container> containers = Deployments.containers(deployment.getSpec().getTemplate());
    Patches patch = Patches.of(deployment, call);
    for (int i = 0; i < containers.size(); i++) {
      String path = "/spec/template/spec/containers/" + i;
      if (target.container().equals(containers.get(i).getName())) {
        patch
            .test(path + "/name", target.container())
            .set(path + "/image", values.getOrDefault(IMAGE, ""));
      }
    }
    deployments.patch(target, deployment, patch);
  }

  @Override
  protected boolean proves(Target target, Settings now, Call call) {
    return Patches.by(Kubernetes.object(now.raw(), Deployment.class), call);
  }

  @Override
  protected Progress progress(Target target, Settings now, SortedMap<String, String> wanted) {
    return Deployments.rollout(Kubernetes.object(now.raw(), Deployment.class), true);
  }

  @Override
  protected String named(Target target) {
    return named(target, Deployments.KIND, target.deployment());
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "PATCH /apis/apps/v1/namespaces/%s/deployments/%s {\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"%s\",\"image\":\"%s\"}]}}}}"
        .formatted(target.namespace(), target.deployment(), target.container(), values.get(IMAGE));
  }

  @Override
  protected String byHand(Target target, SortedMap<String, String> values) {
    return "%s set image deployment/%s %s=%s"
        .formatted(kubectl(target), target.deployment(), target.container(), values.get(IMAGE));
  }
}
