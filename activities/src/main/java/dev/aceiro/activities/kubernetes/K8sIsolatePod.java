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
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes a pod out of service and keeps it for the investigation: its labels are taken away, so that
 * services no longer send to it and its replica set makes another in its place, and a network
 * policy of its own allows it nothing.
 */
@Component
final class K8sIsolatePod extends KubernetesSettingHandler<K8sIsolatePod.Target> {
  private static final String LABEL = "aceiro.dev/quarantine";
  private static final String LABELS = "labels";
  private static final String UID = "uid";
  private static final String QUARANTINE = "quarantine";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Which pod. */
  record Target(
      @Doc(
              value = "Namespace of the pod.",
              example = "api",
              pattern = Kubernetes.NAMESPACE,
              estate = "k8s-deployment.namespace")
          String namespace,
      @Doc(
              value = "Name of the pod.",
              example = "fastapi-7d9c6b5f4-x2x7k",
              pattern = Kubernetes.NAME)
          String pod,
      @Doc(
              value = Kubernetes.CLUSTER,
              example = "prod",
              pattern = Kubernetes.CLUSTER_FORM,
              estate = "k8s-deployment.cluster")
          @Nullable String cluster)
      implements Namespaced {}

  private final NetworkPolicies policies;

  K8sIsolatePod(Kubernetes kubernetes) {
    super(
        kubernetes,
        new ActionType<>(
            "k8s.isolate-pod",
            Target.class,
            Risk.REVERSIBLE,
            List.of("core/pods:get,patch", NetworkPolicies.PERMISSION),
            List.of("000 §3")));
    this.policies = new NetworkPolicies(kubernetes);
  }

  @Override
  protected Settings find(Target target) {
    Pod pod =
        kubernetes()
            .read(
                target.cluster(),
                "get pods",
                client ->
                    client.pods().inNamespace(target.namespace()).withName(target.pod()).get());
    if (pod == null) {
      throw Kubernetes.notFound("pod", target.namespace(), target.pod());
    }
    String uid = pod.getMetadata().getUid();
    List<NetworkPolicy> all = policies.all(target);
    NetworkPolicy own =
        all.stream().filter(policy -> quarantine(target, uid, policy)).findFirst().orElse(null);
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    raw.set("pod", Kubernetes.tree(pod));
    if (own != null) {
      raw.set("policy", Kubernetes.tree(own));
    }
    Settings.Builder found =
        Settings.of(named(target))
            .value(UID, uid)
            .value(LABELS, text(pod.getMetadata().getLabels()))
            .value(QUARANTINE, own == null ? null : NetworkPolicies.DENIES)
            .fact("node", pod.getSpec().getNodeName())
            .fact("warning.plugin-must-enforce", "NetworkPolicy")
            .fact("warning.open-connections", target.pod())
            .raw(raw);
    String open =
        all.stream()
            .filter(policy -> selectsAll(policy) && !NetworkPolicies.denies(policy, Map.of()))
            .map(policy -> policy.getMetadata().getName())
            .sorted()
            .collect(Collectors.joining(", "));
    return found.fact("warning.policies-still-allow", open.isEmpty() ? null : open).build();
  }

  private static boolean quarantine(Target target, String uid, NetworkPolicy policy) {
    return policy.getMetadata().getName().equals(NetworkPolicies.quarantine(target.pod()))
        && NetworkPolicies.denies(policy, Map.of(LABEL, uid));
  }

  private static boolean selectsAll(NetworkPolicy policy) {
    var selector = policy.getSpec().getPodSelector();
    return (selector.getMatchLabels() == null || selector.getMatchLabels().isEmpty())
        && (selector.getMatchExpressions() == null || selector.getMatchExpressions().isEmpty());
  }

  private static String text(@Nullable Map<String, String> labels) {
    ObjectNode text = JsonNodeFactory.instance.objectNode();
    if (labels != null) {
      new TreeMap<>(labels).forEach(text::put);
    }
    return text.toString();
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    return Settings.values(
        LABELS,
        text(Map.of(LABEL, found.getOrDefault(UID, "(its uid)"))),
        QUARANTINE,
        NetworkPolicies.DENIES);
  }

  @Override
  protected Iterable<String> names(SortedMap<String, String> wanted) {
    return List.of(LABELS, QUARANTINE);
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    boolean there = now.values().containsKey(QUARANTINE);
    boolean wanted = values.containsKey(QUARANTINE);
    String uid = now.values().getOrDefault(UID, "");
    Requests requests = new Requests();
    if (wanted && !there) {
      NetworkPolicy quarantine =
          NetworkPolicies.denying(
              NetworkPolicies.quarantine(target.pod()), Map.of(LABEL, uid), call);
      requests.make(() -> policies.create(target, quarantine));
    }
    Pod pod = Kubernetes.object(now.raw().path("pod"), Pod.class);
    Patches patch =
        Patches.of(pod, call).set("/metadata/labels", read(values.getOrDefault(LABELS, "{}")));
    requests.make(() -> patch(target, patch));
    if (there && !wanted) {
      NetworkPolicy own = Kubernetes.object(now.raw().path("policy"), NetworkPolicy.class);
      requests.make(() -> policies.delete(target, own));
    }
  }

  private void patch(Target target, Patches patch) {
    kubernetes()
        .write(
            target.cluster(),
            "patch pods",
            client ->
                client
                    .pods()
                    .inNamespace(target.namespace())
                    .withName(target.pod())
                    .patch(Patches.JSON, patch.json()));
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("labels that were kept cannot be read", e);
    }
  }

  @Override
  protected boolean proves(Target target, Settings now, Call call) {
    return Patches.by(Kubernetes.object(now.raw().path("pod"), Pod.class), call);
  }

  @Override
  protected String named(Target target) {
    return named(target, "pod", target.pod());
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "POST /apis/networking.k8s.io/v1/namespaces/%1$s/networkpolicies {\"metadata\":{\"name\":\"%2$s\"},\"spec\":{\"podSelector\":{\"matchLabels\":%3$s},\"policyTypes\":[\"Ingress\",\"Egress\"]}}, then PATCH /api/v1/namespaces/%1$s/pods/%4$s {\"metadata\":{\"labels\":%3$s}}"
        .formatted(
            target.namespace(),
            NetworkPolicies.quarantine(target.pod()),
            values.get(LABELS),
            target.pod());
  }

  @Override
  protected String byHand(Target target, SortedMap<String, String> values) {
    return "%s patch pod %s --type json -p '[{\"op\":\"replace\",\"path\":\"/metadata/labels\",\"value\":%s}]'"
        .formatted(kubectl(target), target.pod(), values.get(LABELS));
  }
}
