package dev.aceiro.activities.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Requests;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Cuts a namespace off: a network policy that allows nothing is made first, and then every other
 * one is deleted, because policies add up and one that allows would go on allowing. What was
 * deleted is kept and made anew by the undo, before the quarantine ends.
 */
@Component
final class K8sIsolateNamespace extends KubernetesSettingHandler<K8sIsolateNamespace.Target> {
  private static final String QUARANTINE = "quarantine";
  private static final String POLICIES = "policies";
  private static final String NONE = "{}";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Which namespace. */
  record Target(
      @Doc(
              value = "The namespace to cut off.",
              example = "api",
              pattern = Kubernetes.NAMESPACE,
              estate = "k8s-deployment.namespace")
          String namespace,
      @Doc(
              value = Kubernetes.CLUSTER,
              example = "prod",
              pattern = Kubernetes.CLUSTER_FORM,
              estate = "k8s-deployment.cluster")
          @Nullable String cluster)
      implements Namespaced {}

  private final NetworkPolicies policies;

  K8sIsolateNamespace(Kubernetes kubernetes) {
    super(
        kubernetes,
        new ActionType<>(
            "k8s.isolate-namespace",
            Target.class,
            Risk.DISRUPTIVE,
            List.of("core/namespaces:get", NetworkPolicies.PERMISSION),
            List.of("000 §3")));
    this.policies = new NetworkPolicies(kubernetes);
  }

  @Override
  protected Settings find(Target target) {
    var namespace =
        kubernetes()
            .read(
                target.cluster(),
                "get namespaces",
                client -> client.namespaces().withName(target.namespace()).get());
    if (namespace == null) {
      throw Kubernetes.notFound("namespace", target.namespace(), target.namespace());
    }
    List<NetworkPolicy> all = policies.all(target);
    List<NetworkPolicy> others = all.stream().filter(policy -> !quarantine(policy)).toList();
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    all.forEach(policy -> raw.withArray(POLICIES).add(Kubernetes.tree(policy)));
    return Settings.of(named(target))
        .identity("uid", namespace.getMetadata().getUid())
        .value(QUARANTINE, others.size() < all.size() ? NetworkPolicies.DENIES : null)
        .value(POLICIES, NetworkPolicies.kept(others).toString())
        .fact("policies-to-delete", others.size())
        .fact("warning.plugin-must-enforce", "NetworkPolicy")
        .fact("warning.open-connections", target.namespace())
        .raw(raw)
        .build();
  }

  private static boolean quarantine(NetworkPolicy policy) {
    return policy.getMetadata().getName().equals(NetworkPolicies.quarantine(null))
        && NetworkPolicies.denies(policy, Map.of());
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    return Settings.values(QUARANTINE, NetworkPolicies.DENIES, POLICIES, NONE);
  }

  @Override
  protected Iterable<String> names(SortedMap<String, String> wanted) {
    return List.of(POLICIES, QUARANTINE);
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    boolean there = now.values().containsKey(QUARANTINE);
    boolean wanted = values.containsKey(QUARANTINE);
    Requests requests = new Requests();
    if (wanted && !there) {
      NetworkPolicy quarantine =
          NetworkPolicies.denying(NetworkPolicies.quarantine(null), Map.of(), call);
      requests.make(() -> policies.create(target, quarantine));
    }
    JsonNode goal = read(values.getOrDefault(POLICIES, NONE));
    JsonNode present = read(now.values().getOrDefault(POLICIES, NONE));
    present(now)
        .filter(policy -> !quarantine(policy) && !goal.has(policy.getMetadata().getName()))
        .forEach(policy -> requests.make(() -> policies.delete(target, policy)));
    goal.properties().stream()
        .filter(kept -> !present.has(kept.getKey()))
        .map(kept -> NetworkPolicies.anew(kept.getKey(), kept.getValue()))
        .forEach(policy -> requests.make(() -> policies.create(target, policy)));
    if (there && !wanted) {
      present(now)
          .filter(K8sIsolateNamespace::quarantine)
          .forEach(policy -> requests.make(() -> policies.delete(target, policy)));
    }
  }

  private static Stream<NetworkPolicy> present(Settings now) {
    return StreamSupport.stream(now.raw().path(POLICIES).spliterator(), false)
        .map(tree -> Kubernetes.object(tree, NetworkPolicy.class));
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("policies that were kept cannot be read", e);
    }
  }

  @Override
  protected boolean proves(Target target, Settings now, Call call) {
    return present(now).anyMatch(policy -> quarantine(policy) && Patches.by(policy, call));
  }

  @Override
  protected String named(Target target) {
    return named(target, "namespace", target.namespace());
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "POST /apis/networking.k8s.io/v1/namespaces/%s/networkpolicies {\"metadata\":{\"name\":\"%s\"},\"spec\":{\"podSelector\":{},\"policyTypes\":[\"Ingress\",\"Egress\"]}}, then DELETE of each other one"
        .formatted(target.namespace(), NetworkPolicies.quarantine(null));
  }

  @Override
  protected String byHand(Target target, SortedMap<String, String> values) {
    String kubectl = kubectl(target);
    String name = NetworkPolicies.quarantine(null);
    return """
    %1$s get networkpolicy -o yaml > %2$s-policies.yaml
    %1$s apply -f - <<'YAML'
    {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: %3$s},
     spec: {podSelector: {}, policyTypes: [Ingress, Egress]}}
    YAML
    %1$s delete networkpolicy $(%1$s get networkpolicy -o name | grep -vx networkpolicy.networking.k8s.io/%3$s)\
    """
        .formatted(kubectl, target.namespace(), name);
  }
}
