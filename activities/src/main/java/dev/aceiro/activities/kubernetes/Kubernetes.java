package dev.aceiro.activities.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aceiro.activities.containment.ActionRefusedException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What every handler of this package acts with. */
record Kubernetes(KubernetesSettings settings, KubernetesClients clients, KubernetesCalls calls) {
  private static final KubernetesSerialization JSON = new KubernetesSerialization();

  /** Of a parameter that names a cluster. */
  static final String CLUSTER =
      "Cluster, by its name in the installation's settings; absent for the one that is meant"
          + " where none is named.";

  /** What such a name looks like. */
  static final String CLUSTER_FORM = "[A-Za-z0-9._-]{1,100}";

  /** What the name of an object looks like. */
  static final String NAME = "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?";

  /** What the name of a namespace looks like. */
  static final String NAMESPACE = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  /** A request that changes nothing; the client repeats it. */
  <T> T read(@Nullable String cluster, String operation, Function<KubernetesClient, T> request) {
    KubernetesClient client = clients.reads(cluster);
    return calls.call(operation, () -> request.apply(client));
  }

  /** A request that changes something; nobody repeats it. */
  <T> T write(@Nullable String cluster, String operation, Function<KubernetesClient, T> request) {
    KubernetesClient client = clients.writes(cluster);
    return calls.call(operation, () -> request.apply(client));
  }

  /** An object as the API has it: everything, secrets too. */
  static JsonNode tree(Object object) {
    return JSON.convertValue(object, JsonNode.class);
  }

  /** What {@link #tree} made of an object, as that object. */
  static <T> T object(JsonNode tree, Class<T> type) {
    return JSON.convertValue(tree, type);
  }

  /** Of something that is to be there, and is not. */
  static ActionRefusedException notFound(String kind, String namespace, String name) {
    return new ActionRefusedException(
        "k8s.not-found", "kind", kind, "name", name, "namespace", namespace);
  }
}
