package dev.aceiro.activities.kubernetes;

import dev.aceiro.activities.containment.ActionHandler;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import java.util.function.Function;

/** One thing that each handler does to a namespace with a deployment of two pods. */
enum Scenario {
  ROLLOUT_TO_REVISION(
      K8sRolloutToRevision::new,
      world -> new K8sRolloutToRevision.Target(world.namespace(), RealWorld.NAME, 1, null)) {
    @Override
    void arrange(RealWorld world) {
      world.awaitReplicaSets(1);
      world.image("repo/api:2");
      world.awaitReplicaSets(2);
    }
  },
  RESTART(K8sRestart::new, world -> new K8sRestart.Target(world.namespace(), RealWorld.NAME, null)),
  SCALE(K8sScale::new, world -> new K8sScale.Target(world.namespace(), RealWorld.NAME, 4, null)),
  SCALE_WITH_AUTOSCALER(
      K8sScale::new, world -> new K8sScale.Target(world.namespace(), RealWorld.NAME, 4, null)) {
    @Override
    void arrange(RealWorld world) {
      world.create(
          new HorizontalPodAutoscalerBuilder()
              .withNewMetadata()
              .withName("api")
              .endMetadata()
              .withNewSpec()
              .withMinReplicas(2)
              .withMaxReplicas(10)
              .withNewScaleTargetRef("apps/v1", "Deployment", RealWorld.NAME)
              .endSpec()
              .build());
    }
  },
  SET_IMAGE(
      K8sSetImage::new,
      world ->
          new K8sSetImage.Target(
              world.namespace(),
              RealWorld.NAME,
              "api",
              "repo/api@sha256:" + "9f".repeat(32),
              null)),
  ISOLATE_NAMESPACE(
      K8sIsolateNamespace::new, world -> new K8sIsolateNamespace.Target(world.namespace(), null)) {
    @Override
    void arrange(RealWorld world) {
      world.create(allowing());
    }
  },
  ISOLATE_POD(
      K8sIsolatePod::new,
      world -> new K8sIsolatePod.Target(world.namespace(), world.awaitPod(), null)) {
    @Override
    void arrange(RealWorld world) {
      world.create(allowing());
    }
  },
  REDUCE_TRAFFIC(
      K8sReduceTraffic::new,
      world ->
          new K8sReduceTraffic.Target(
              world.namespace(),
              RealWorld.NAME,
              "nginx.ingress.kubernetes.io/limit-rps",
              "5",
              null)) {
    @Override
    void arrange(RealWorld world) {
      world.create(
          new IngressBuilder()
              .withNewMetadata()
              .withName(RealWorld.NAME)
              .endMetadata()
              .withNewSpec()
              .withNewDefaultBackend()
              .withNewService()
              .withName("api")
              .withNewPort()
              .withNumber(80)
              .endPort()
              .endService()
              .endDefaultBackend()
              .endSpec()
              .build());
    }
  };

  private final Function<Kubernetes, ActionHandler<?>> made;
  private final Function<RealWorld, Record> parameters;

  <P extends Record> Scenario(
      Function<Kubernetes, ActionHandler<?>> made, Function<RealWorld, Record> parameters) {
    this.made = made;
    this.parameters = parameters;
  }

  ActionHandler<?> handler(Kubernetes kubernetes) {
    return made.apply(kubernetes);
  }

  Record parameters(RealWorld world) {
    return parameters.apply(world);
  }

  /** What there is besides the deployment. */
  void arrange(RealWorld world) {}

  private static HasMetadata allowing() {
    return new NetworkPolicyBuilder()
        .withNewMetadata()
        .withName("allow-all")
        .endMetadata()
        .withNewSpec()
        .withNewPodSelector()
        .endPodSelector()
        .withPolicyTypes("Ingress")
        .addNewIngress()
        .endIngress()
        .endSpec()
        .build();
  }
}
