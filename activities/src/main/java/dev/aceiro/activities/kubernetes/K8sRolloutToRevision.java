package dev.aceiro.activities.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Risk;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gives a deployment the template of an earlier revision. Which one is decided at capture, so that
 * a call made twice does not go there and back. The template is the one of the replica set that the
 * deployment owns, without the label that the replica set added; undoing it gives the former one
 * back in the same way.
 */
@Component
final class K8sRolloutToRevision extends KubernetesSettingHandler<K8sRolloutToRevision.Target> {
  private static final String TEMPLATE = "template";
  private static final String GOAL = "goal";
  private static final String REVISION = "deployment.kubernetes.io/revision";
  private static final String HISTORY = "deployment.kubernetes.io/revision-history";

  /** Which deployment, and which revision. */
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
      @Doc(
              value = "Number of the revision; absent for the one before the present one.",
              example = "12",
              pattern = "[1-9]\\d{0,8}")
          @Nullable Integer revision,
      @Doc(
              value = Kubernetes.CLUSTER,
              example = "prod",
              pattern = Kubernetes.CLUSTER_FORM,
              estate = "k8s-deployment.cluster")
          @Nullable String cluster)
      implements Namespaced {}

  private final Deployments deployments;

  K8sRolloutToRevision(Kubernetes kubernetes) {
    super(
        kubernetes,
        new ActionType<>(
            "k8s.rollout-to-revision",
            Target.class,
            Risk.DISRUPTIVE,
            Nature.ROLLBACK,
            List.of("apps/deployments:get,patch", "apps/replicasets:list"),
            List.of("000 §3")));
    this.deployments = new Deployments(kubernetes);
  }

  @Override
  protected Settings find(Target target) {
    Deployment deployment = deployments.find(target, target.deployment());
    if (Boolean.TRUE.equals(deployment.getSpec().getPaused())) {
      throw new ActionRefusedException("k8s.paused", "deployment", target.deployment());
    }
    List<ReplicaSet> owned = owned(target, deployment);
    ReplicaSet goal = goal(target, deployment, owned).orElse(null);
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    raw.set("deployment", Kubernetes.tree(deployment));
    owned.forEach(set -> raw.withArray("replicaSets").add(Kubernetes.tree(set)));
    Settings.Builder found =
        deployments
            .settings(target, deployment)
            .value(TEMPLATE, Deployments.text(deployment.getSpec().getTemplate()))
            .fact("revision", annotation(deployment.getMetadata().getAnnotations(), REVISION))
            .raw(raw);
    if (goal != null) {
      found
          .value(GOAL, Deployments.text(goal.getSpec().getTemplate()))
          .fact("goal-revision", annotation(goal.getMetadata().getAnnotations(), REVISION))
          .fact("warning.mutable-tag", Deployments.mutableImages(goal.getSpec().getTemplate()));
    }
    return found.build();
  }

  private List<ReplicaSet> owned(Target target, Deployment deployment) {
    Map<String, String> labels = deployment.getSpec().getSelector().getMatchLabels();
    return kubernetes()
        .read(
            target.cluster(),
            "list replicasets",
            client ->
                client
                    .apps()
                    .replicaSets()
                    .inNamespace(target.namespace())
                    .withLabels(labels == null ? Map.of() : labels)
                    .list()
                    .getItems())
        .stream()
        .filter(
            set ->
                set.getMetadata().getOwnerReferences().stream()
                    .anyMatch(owner -> owner.getUid().equals(deployment.getMetadata().getUid())))
        .sorted(Comparator.comparingLong(K8sRolloutToRevision::revision).reversed())
        .toList();
  }

  private static Optional<ReplicaSet> goal(
      Target target, Deployment deployment, List<ReplicaSet> owned) {
    Integer revision = target.revision();
    if (revision != null) {
      return owned.stream().filter(set -> was(set, revision.toString())).findFirst();
    }
    String present = Deployments.text(deployment.getSpec().getTemplate());
    return owned.stream()
        .filter(set -> revision(set) > 0)
        .filter(set -> !Deployments.text(set.getSpec().getTemplate()).equals(present))
        .findFirst();
  }

  /** A revision that has been returned to has a new number, and keeps the old ones. */
  private static boolean was(ReplicaSet set, String revision) {
    Map<String, String> annotations = set.getMetadata().getAnnotations();
    String history = annotation(annotations, HISTORY);
    return revision.equals(annotation(annotations, REVISION))
        || (history != null && Arrays.asList(history.split(",")).contains(revision));
  }

  private static long revision(ReplicaSet set) {
    String revision = annotation(set.getMetadata().getAnnotations(), REVISION);
    return revision == null || !revision.matches("\\d{1,18}") ? 0 : Long.parseLong(revision);
  }

  private static @Nullable String annotation(
      @Nullable Map<String, String> annotations, String name) {
    return annotations == null ? null : annotations.get(name);
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    String goal = found.get(GOAL);
    if (goal != null) {
      return Settings.values(TEMPLATE, goal);
    }
    if (found.isEmpty()) {
      return Settings.values(
          TEMPLATE,
          target.revision() == null
              ? "(the revision before)"
              : "(revision " + target.revision() + ")");
    }
    throw target.revision() == null
        ? new ActionRefusedException("k8s.no-earlier-revision", "deployment", target.deployment())
        : new ActionRefusedException(
            "k8s.no-revision",
            "deployment",
            target.deployment(),
            "revision",
            target.revision().toString());
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    Deployment deployment = deployment(now);
    String goal = values.getOrDefault(TEMPLATE, "");
    JsonNode template =
        owned(now).stream()
            .map(set -> set.getSpec().getTemplate())
            .filter(one -> Deployments.text(one).equals(goal))
            .findFirst()
            .map(Deployments::plain)
            .orElseThrow(() -> new ActionRefusedException("k8s.revision-gone", "template", goal));
    deployments.patch(
        target, deployment, Patches.of(deployment, call).set("/spec/template", template));
  }

  private static Deployment deployment(Settings now) {
    return Kubernetes.object(now.raw().path("deployment"), Deployment.class);
  }

  private static List<ReplicaSet> owned(Settings now) {
    return StreamSupport.stream(now.raw().path("replicaSets").spliterator(), false)
        .map(tree -> Kubernetes.object(tree, ReplicaSet.class))
        .toList();
  }

  @Override
  protected boolean proves(Target target, Settings now, Call call) {
    return Patches.by(deployment(now), call);
  }

  @Override
  protected Progress progress(Target target, Settings now, SortedMap<String, String> wanted) {
    return Deployments.rollout(deployment(now), true);
  }

  @Override
  protected String named(Target target) {
    return named(target, Deployments.KIND, target.deployment());
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "PATCH /apis/apps/v1/namespaces/%s/deployments/%s {\"spec\":{\"template\":\"%s\"}}"
        .formatted(target.namespace(), target.deployment(), values.get(TEMPLATE));
  }

  @Override
  protected String byHand(Target target, SortedMap<String, String> values) {
    return "%s rollout undo deployment/%s%s"
        .formatted(
            kubectl(target),
            target.deployment(),
            target.revision() == null ? "" : " --to-revision=" + target.revision());
  }
}
