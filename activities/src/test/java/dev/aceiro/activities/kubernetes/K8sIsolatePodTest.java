package dev.aceiro.activities.kubernetes;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

class K8sIsolatePodTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends KubernetesBench {
    World() {
      super(K8sIsolatePod::new);
      witness
          .pods()
          .inNamespace(NAMESPACE)
          .resource(
              new PodBuilder()
                  .withNewMetadata()
                  .withName("fastapi-x")
                  .addToLabels("app", "fastapi")
                  .addToLabels("pod-template-hash", "h")
                  .endMetadata()
                  .withNewSpec()
                  .addNewContainer()
                  .withName("api")
                  .withImage("repo/api:1")
                  .addNewEnv()
                  .withName("PASSWORD")
                  .withValue(SECRET)
                  .endEnv()
                  .endContainer()
                  .endSpec()
                  .build())
          .create();
    }

    private Pod pod() {
      return witness.pods().inNamespace(NAMESPACE).withName("fastapi-x").get();
    }

    private void labels(Map<String, String> labels) {
      witness
          .pods()
          .inNamespace(NAMESPACE)
          .withName("fastapi-x")
          .edit(one -> new PodBuilder(one).editMetadata().withLabels(labels).endMetadata().build());
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("namespace", NAMESPACE, "pod", "fastapi-x");
    }

    @Override
    public String state() {
      return new TreeMap<>(pod().getMetadata().getLabels())
          + " "
          + witness
              .network()
              .v1()
              .networkPolicies()
              .inNamespace(NAMESPACE)
              .list()
              .getItems()
              .stream()
              .map(one -> one.getMetadata().getName() + one.getSpec().getPodSelector())
              .toList();
    }

    @Override
    public void sameByAnotherHand() {
      Map<String, String> mark = Map.of("aceiro.dev/quarantine", pod().getMetadata().getUid());
      witness
          .network()
          .v1()
          .networkPolicies()
          .inNamespace(NAMESPACE)
          .resource(
              new NetworkPolicyBuilder()
                  .withNewMetadata()
                  .withName("aceiro-quarantine-fastapi-x")
                  .endMetadata()
                  .withNewSpec()
                  .withNewPodSelector()
                  .withMatchLabels(mark)
                  .endPodSelector()
                  .withPolicyTypes("Ingress", "Egress")
                  .endSpec()
                  .build())
          .create();
      labels(mark);
    }

    @Override
    public void moved() {
      labels(Map.of("app", "other"));
    }

    @Override
    public int requests() {
      return 2;
    }
  }
}
