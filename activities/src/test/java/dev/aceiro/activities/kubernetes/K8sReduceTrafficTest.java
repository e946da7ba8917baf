package dev.aceiro.activities.kubernetes;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import java.util.SortedMap;

class K8sReduceTrafficTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends KubernetesBench {
    private static final String LIMIT = "nginx.ingress.kubernetes.io/limit-rps";

    World() {
      super(K8sReduceTraffic::new);
      witness
          .network()
          .v1()
          .ingresses()
          .inNamespace(NAMESPACE)
          .resource(
              new IngressBuilder()
                  .withNewMetadata()
                  .withName("api")
                  .addToAnnotations("note", SECRET)
                  .endMetadata()
                  .withNewSpec()
                  .withIngressClassName("nginx")
                  .endSpec()
                  .build())
          .create();
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of(
          "namespace", NAMESPACE, "ingress", "api", "annotation", LIMIT, "setting", "5");
    }

    @Override
    public String state() {
      return witness
          .network()
          .v1()
          .ingresses()
          .inNamespace(NAMESPACE)
          .withName("api")
          .get()
          .getMetadata()
          .getAnnotations()
          .getOrDefault(LIMIT, "-");
    }

    private void limit(String value) {
      witness
          .network()
          .v1()
          .ingresses()
          .inNamespace(NAMESPACE)
          .withName("api")
          .edit(
              one ->
                  new IngressBuilder(one)
                      .editMetadata()
                      .addToAnnotations(LIMIT, value)
                      .endMetadata()
                      .build());
    }

    @Override
    public void sameByAnotherHand() {
      limit("5");
    }

    @Override
    public void moved() {
      limit("7");
    }
  }
}
