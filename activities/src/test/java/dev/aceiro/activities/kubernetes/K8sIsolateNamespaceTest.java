package dev.aceiro.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.incident.Params;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class K8sIsolateNamespaceTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void aRefusalOfALaterRequestIsNoRefusalOfTheWhole() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var approved =
          hands.approved(hands.order("k8s.isolate-namespace", world.parameters(), false));
      world.proxy().nextChange(new RecordingProxy.Pass());
      world.proxy().nextChange(world.refused());

      assertThat(hands.steps().apply(approved).outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(hands.steps().settle(approved).outcome()).isEqualTo(Outcome.FAILED);
      assertThat(world.state()).contains("aceiro-quarantine", "allow-web");
    }
  }

  private static final class World extends KubernetesBench {
    World() {
      super(K8sIsolateNamespace::new);
      witness
          .namespaces()
          .resource(
              new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
          .create();
      make(allowing("allow-web", "web"));
    }

    private static NetworkPolicy allowing(String name, String from) {
      return new NetworkPolicyBuilder()
          .withNewMetadata()
          .withName(name)
          .addToLabels("team", "api")
          .endMetadata()
          .withNewSpec()
          .withNewPodSelector()
          .endPodSelector()
          .withPolicyTypes("Ingress")
          .addNewIngress()
          .addNewFrom()
          .withNewPodSelector()
          .addToMatchLabels("app", from)
          .endPodSelector()
          .endFrom()
          .endIngress()
          .endSpec()
          .build();
    }

    private void make(NetworkPolicy policy) {
      witness.network().v1().networkPolicies().inNamespace(NAMESPACE).resource(policy).create();
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("namespace", NAMESPACE);
    }

    @Override
    public String state() {
      return witness
          .network()
          .v1()
          .networkPolicies()
          .inNamespace(NAMESPACE)
          .list()
          .getItems()
          .stream()
          .map(
              one ->
                  one.getMetadata().getName()
                      + one.getMetadata().getLabels()
                      + one.getSpec().getPodSelector()
                      + one.getSpec().getIngress())
          .sorted()
          .toList()
          .toString();
    }

    @Override
    public void sameByAnotherHand() {
      make(
          new NetworkPolicyBuilder()
              .withNewMetadata()
              .withName("aceiro-quarantine")
              .endMetadata()
              .withNewSpec()
              .withNewPodSelector()
              .endPodSelector()
              .withPolicyTypes("Ingress", "Egress")
              .endSpec()
              .build());
      witness
          .network()
          .v1()
          .networkPolicies()
          .inNamespace(NAMESPACE)
          .withName("allow-web")
          .delete();
    }

    @Override
    public void moved() {
      make(allowing("allow-other", "other"));
    }

    @Override
    public int requests() {
      return 2;
    }

    @Override
    public @Nullable String planted() {
      return null;
    }
  }
}
