package dev.aceiro.activities.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Settings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads deployments, and writes them. */
final class Deployments {
  /** Of a parameter that names a namespace. */
  static final String NAMESPACE = "Namespace of the deployment.";

  /** Of a parameter that names a deployment. */
  static final String DEPLOYMENT = "Name of the deployment.";

  /** What kubectl calls it. */
  static final String KIND = "deployment";

  private static final String HASH_LABEL = "pod-template-hash";
  private static final int SHORT = 12;

  /** What marks an object that something else keeps as a repository has it. */
  private static final List<String> KEEPERS =
      List.of(
          "argocd.argoproj.io/tracking-id",
          "argocd.argoproj.io/instance",
          "kustomize.toolkit.fluxcd.io/name",
          "helm.toolkit.fluxcd.io/name");

  private final Kubernetes kubernetes;

  Deployments(Kubernetes kubernetes) {
    this.kubernetes = kubernetes;
  }

  /**
   * The deployment as it is now.
   *
   * @throws dev.aceiro.activities.containment.ActionRefusedException if there is none
   */
  Deployment find(Namespaced where, String name) {
    Deployment deployment =
        kubernetes.read(
            where.cluster(),
            "get deployments",
            client ->
                client.apps().deployments().inNamespace(where.namespace()).withName(name).get());
    if (deployment == null) {
      throw Kubernetes.notFound(KIND, where.namespace(), name);
    }
    return deployment;
  }

  /** Makes the one call. */
  void patch(Namespaced where, Deployment now, Patches patch) {
    kubernetes.write(
        where.cluster(),
        "patch deployments",
        client ->
            client
                .apps()
                .deployments()
                .inNamespace(where.namespace())
                .withName(now.getMetadata().getName())
                .patch(Patches.JSON, patch.json()));
  }

  /** What every action on a deployment says of it. */
  Settings.Builder settings(Namespaced where, Deployment deployment) {
    DeploymentStatus status = status(deployment);
    return Settings.of(Names.of(kubernetes, where, KIND, deployment.getMetadata().getName()))
        .identity("uid", deployment.getMetadata().getUid())
        .fact("running", available(status))
        .fact("desired", deployment.getSpec().getReplicas())
        .fact("warning.kept-by", keeper(deployment))
        .raw(Kubernetes.tree(deployment));
  }

  /** Who would change it back; null if nobody is known to. */
  static @Nullable String keeper(HasMetadata object) {
    Map<String, String> marks = new TreeMap<>();
    if (object.getMetadata().getLabels() != null) {
      marks.putAll(object.getMetadata().getLabels());
    }
    if (object.getMetadata().getAnnotations() != null) {
      marks.putAll(object.getMetadata().getAnnotations());
    }
    return KEEPERS.stream()
        .filter(marks::containsKey)
        .findFirst()
        .map(mark -> mark + "=" + marks.get(mark))
        .orElse(null);
  }

  private static DeploymentStatus status(Deployment deployment) {
    return deployment.getStatus() == null ? new DeploymentStatus() : deployment.getStatus();
  }

  private static int available(DeploymentStatus status) {
    return number(status.getAvailableReplicas());
  }

  private static int number(@Nullable Integer number) {
    return number == null ? 0 : number;
  }

  /** How far the rollout of what is specified has come. */
  static Progress rollout(Deployment deployment, boolean undoable) {
    DeploymentStatus status = status(deployment);
    int of = deployment.getSpec().getReplicas() == null ? 1 : deployment.getSpec().getReplicas();
    String updated = String.valueOf(number(status.getUpdatedReplicas()));
    String[] said = {
      "done",
      String.valueOf(Math.min(available(status), number(status.getUpdatedReplicas()))),
      "of",
      String.valueOf(of)
    };
    Long generation = deployment.getMetadata().getGeneration();
    Long observed = status.getObservedGeneration();
    if (generation != null && (observed == null || observed < generation)) {
      return Progress.running("k8s.rollout", "done", "0", "of", String.valueOf(of));
    }
    if (status.getConditions() != null) {
      for (DeploymentCondition condition : status.getConditions()) {
        if ("ProgressDeadlineExceeded".equals(condition.getReason())) {
          return Progress.failed(
              undoable,
              "k8s.rollout-failed",
              "done",
              updated,
              "of",
              String.valueOf(of),
              "said",
              condition.getMessage());
        }
      }
    }
    boolean complete =
        number(status.getUpdatedReplicas()) >= of
            && number(status.getReplicas()) <= number(status.getUpdatedReplicas())
            && available(status) >= of;
    return complete
        ? Progress.done(undoable, "k8s.rollout-complete", said)
        : Progress.running("k8s.rollout", said);
  }

  /** Container and image of each image that may be another one tomorrow under the same name. */
  static @Nullable String mutableImages(PodTemplateSpec template) {
    String mutable =
        containers(template).stream()
            .filter(one -> one.getImage() != null && !one.getImage().contains("@sha256:"))
            .map(one -> one.getName() + "=" + one.getImage())
            .collect(Collectors.joining(", "));
    return mutable.isEmpty() ? null : mutable;
  }

  static List<Container> containers(PodTemplateSpec template) {
    return template.getSpec() == null || template.getSpec().getContainers() == null
        ? List.of()
        : template.getSpec().getContainers();
  }

  /**
   * A template in one line: its images, and a digest of all of it but the label that a replica set
   * adds.
   */
  static String text(PodTemplateSpec template) {
    String images =
        containers(template).stream()
            .map(one -> one.getName() + "=" + one.getImage())
            .collect(Collectors.joining(" "));
    return images + " #" + digest(plain(template));
  }

  /** A template without the label that a replica set adds. */
  static JsonNode plain(PodTemplateSpec template) {
    JsonNode tree = Kubernetes.tree(template);
    if (tree.path("metadata").path("labels") instanceof ObjectNode labels) {
      labels.remove(HASH_LABEL);
    }
    return tree;
  }

  private static String digest(JsonNode tree) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(sorted(tree).toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, SHORT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode sorted(JsonNode tree) {
    if (tree.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode();
      tree.forEach(one -> array.add(sorted(one)));
      return array;
    }
    if (tree.isObject()) {
      TreeMap<String, JsonNode> fields = new TreeMap<>();
      tree.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      object.setAll(fields);
      return object;
    }
    return tree;
  }
}
