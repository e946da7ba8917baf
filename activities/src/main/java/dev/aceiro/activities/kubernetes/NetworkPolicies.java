package dev.aceiro.activities.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aceiro.activities.containment.Call;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and writes network policies. */
final class NetworkPolicies {
  /** What these actions need. */
  static final String PERMISSION = "networking.k8s.io/networkpolicies:list,create,delete";

  /** What a quarantine allows, as people read it. */
  static final String DENIES = "denies all";

  private static final String QUARANTINE = "aceiro-quarantine";

  private final Kubernetes kubernetes;

  NetworkPolicies(Kubernetes kubernetes) {
    this.kubernetes = kubernetes;
  }

  List<NetworkPolicy> all(Namespaced where) {
    return kubernetes.read(
        where.cluster(),
        "list networkpolicies",
        client ->
            client
                .network()
                .v1()
                .networkPolicies()
                .inNamespace(where.namespace())
                .list()
                .getItems());
  }

  /** Its name, of the namespace's quarantine, or of a pod's. */
  static String quarantine(@Nullable String pod) {
    return pod == null ? QUARANTINE : QUARANTINE + "-" + pod;
  }

  /** One that allows nothing to the pods with these labels; to all pods, if there are none. */
  static NetworkPolicy denying(String name, Map<String, String> labels, Call call) {
    return new NetworkPolicyBuilder()
        .withNewMetadata()
        .withName(name)
        .addToAnnotations(Patches.CALL, call.token())
        .endMetadata()
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(labels.isEmpty() ? null : labels)
        .endPodSelector()
        .withPolicyTypes("Ingress", "Egress")
        .endSpec()
        .build();
  }

  /** Whether it allows nothing, either way, to the pods with these labels. */
  static boolean denies(NetworkPolicy policy, Map<String, String> labels) {
    Map<String, String> selected = policy.getSpec().getPodSelector().getMatchLabels();
    return (selected == null ? Map.of() : selected).equals(labels)
        && empty(policy.getSpec().getPodSelector().getMatchExpressions())
        && empty(policy.getSpec().getIngress())
        && empty(policy.getSpec().getEgress())
        && policy.getSpec().getPolicyTypes() != null
        && policy.getSpec().getPolicyTypes().containsAll(List.of("Ingress", "Egress"));
  }

  private static boolean empty(@Nullable List<?> list) {
    return list == null || list.isEmpty();
  }

  void create(Namespaced where, NetworkPolicy policy) {
    kubernetes.write(
        where.cluster(),
        "create networkpolicies",
        client ->
            client
                .network()
                .v1()
                .networkPolicies()
                .inNamespace(where.namespace())
                .resource(policy)
                .create());
  }

  /** Deletes it as it was read; another one of that name stays. */
  void delete(Namespaced where, HasMetadata policy) {
    kubernetes.write(
        where.cluster(),
        "delete networkpolicies",
        client ->
            client
                .network()
                .v1()
                .networkPolicies()
                .inNamespace(where.namespace())
                .withName(policy.getMetadata().getName())
                .lockResourceVersion(policy.getMetadata().getResourceVersion())
                .delete());
  }

  /** What it takes to make it anew, by name. */
  static ObjectNode kept(List<NetworkPolicy> policies) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    policies.stream()
        .sorted(Comparator.comparing(policy -> policy.getMetadata().getName()))
        .forEach(
            policy -> {
              ObjectNode one = kept.putObject(policy.getMetadata().getName());
              put(one, "labels", policy.getMetadata().getLabels());
              put(one, "annotations", policy.getMetadata().getAnnotations());
              one.set("spec", Kubernetes.tree(policy.getSpec()));
            });
    return kept;
  }

  private static void put(ObjectNode node, String name, @Nullable Map<String, String> values) {
    if (values != null && !values.isEmpty()) {
      ObjectNode object = node.putObject(name);
      new TreeMap<>(values).forEach(object::put);
    }
  }

  /** A policy that {@link #kept} kept. */
  static NetworkPolicy anew(String name, JsonNode kept) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("apiVersion", "networking.k8s.io/v1").put("kind", "NetworkPolicy");
    ObjectNode metadata = tree.putObject("metadata").put("name", name);
    if (kept.has("labels")) {
      metadata.set("labels", kept.get("labels"));
    }
    if (kept.has("annotations")) {
      metadata.set("annotations", kept.get("annotations"));
    }
    tree.set("spec", kept.path("spec"));
    return Kubernetes.object(tree, NetworkPolicy.class);
  }
}
