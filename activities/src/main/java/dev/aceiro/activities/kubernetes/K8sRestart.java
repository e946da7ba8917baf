package dev.aceiro.activities.kubernetes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Effect;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Receipt;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.activities.containment.TypedHandler;
import dev.aceiro.workflows.containment.Reading;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.incident.Params;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Restarts a deployment: new pods of the same template replace the present ones, as {@code kubectl
 * rollout restart} does. The annotation that makes them new has the time of the claim, so that the
 * same call made twice would be one restart; another call is another restart, and is never made by
 * itself.
 */
@Component
final class K8sRestart extends TypedHandler<K8sRestart.Target>
    implements OnKubernetes<K8sRestart.Target> {
  private static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";
  private static final String TEMPLATE = "template";

  /** Which deployment. */
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
              value = Kubernetes.CLUSTER,
              example = "prod",
              pattern = Kubernetes.CLUSTER_FORM,
              estate = "k8s-deployment.cluster")
          @Nullable String cluster)
      implements Namespaced {}

  private final Kubernetes kubernetes;
  private final Deployments deployments;

  K8sRestart(Kubernetes kubernetes) {
    super(
        new ActionType<>(
            "k8s.restart",
            Target.class,
            Risk.DISRUPTIVE,
            List.of("apps/deployments:get,patch"),
            List.of("000 §1")));
    this.kubernetes = kubernetes;
    this.deployments = new Deployments(kubernetes);
  }

  @Override
  public Kubernetes kubernetes() {
    return kubernetes;
  }

  @Override
  public boolean harmlessToRepeat() {
    return false;
  }

  @Override
  public Before capture(Target target) {
    Deployment deployment = deployments.find(target, target.deployment());
    if (Boolean.TRUE.equals(deployment.getSpec().getPaused())) {
      throw new ActionRefusedException("k8s.paused", "deployment", target.deployment());
    }
    PodTemplateSpec template = deployment.getSpec().getTemplate();
    Settings found = deployments.settings(target, deployment).build();
    Before.Builder before =
        Before.of(found.target(), call(target), risk())
            .byHand(byHand(target))
            .relevant(TEMPLATE, Deployments.text(template))
            .fact("warning.mutable-tag", Deployments.mutableImages(template))
            .changes("pods", found.facts().get("running") + " running", "new ones in their place")
            .stays(TEMPLATE, Deployments.text(template))
            .raw(found.raw());
    found.identity().forEach(before::relevant);
    found.facts().forEach(before::fact);
    return before.build();
  }

  /** The restart is an annotation of the template. */
  @Override
  public SortedMap<String, String> leaves(Before before) {
    return Params.of(TEMPLATE, Reading.ANY);
  }

  @Override
  public Before imagine(Target target) {
    return Before.of(
            Names.of(kubernetes, target, Deployments.KIND, target.deployment()),
            call(target),
            risk())
        .byHand(byHand(target))
        .changes("pods", null, "new ones in their place")
        .build();
  }

  private static String call(Target target) {
    return "PATCH /apis/apps/v1/namespaces/%s/deployments/%s {\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"%s\":\"(now)\"}}}}}"
        .formatted(target.namespace(), target.deployment(), RESTARTED_AT);
  }

  private String byHand(Target target) {
    return Names.kubectl(kubernetes, target) + " rollout restart deployment/" + target.deployment();
  }

  @Override
  public Receipt apply(Target target, Before before, Call call) {
    Deployment now = deployments.find(target, target.deployment());
    String annotations = "/spec/template/metadata/annotations";
    Patches patch = Patches.of(now, call);
    Map<String, String> present = annotations(now);
    if (present == null || present.isEmpty()) {
      patch.set(annotations, JsonNodeFactory.instance.objectNode());
    }
    patch.set(annotations + "/" + RESTARTED_AT.replace("/", "~1"), call.claimedAt().toString());
    deployments.patch(target, now, patch);
    return Receipt.accepted("restartedAt", call.claimedAt().toString());
  }

  @Override
  public Effect effect(Target target, Before before, Call call) {
    Deployment now = deployments.find(target, target.deployment());
    if (call.claimedAt().toString().equals(restartedAt(now))) {
      return Patches.by(now, call)
          ? Effect.ours("restartedAt", restartedAt(now))
          : Effect.unproven("restartedAt", restartedAt(now));
    }
    return Deployments.text(now.getSpec().getTemplate()).equals(before.relevant().get(TEMPLATE))
        ? Effect.absent()
        : Effect.unproven("restartedAt", restartedAt(now));
  }

  private static @Nullable String restartedAt(Deployment deployment) {
    Map<String, String> annotations = annotations(deployment);
    return annotations == null ? null : annotations.get(RESTARTED_AT);
  }

  private static @Nullable Map<String, String> annotations(Deployment deployment) {
    PodTemplateSpec template = deployment.getSpec().getTemplate();
    return template.getMetadata() == null ? null : template.getMetadata().getAnnotations();
  }

  @Override
  public Progress verify(Target target, Before before, Call call) {
    return Deployments.rollout(deployments.find(target, target.deployment()), false);
  }
}
