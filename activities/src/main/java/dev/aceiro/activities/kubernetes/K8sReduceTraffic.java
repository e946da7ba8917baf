package dev.aceiro.activities.kubernetes;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reduces the traffic that an ingress lets in, by the annotation with which its controller limits
 * or weighs it: requests or connections of each client with NGINX, the weights of target groups
 * with an AWS load balancer.
 */
@Component
final class K8sReduceTraffic extends KubernetesSettingHandler<K8sReduceTraffic.Target> {
  private static final String NGINX = "nginx.ingress.kubernetes.io/";
  private static final String ALB = "alb.ingress.kubernetes.io/";
  private static final String CLASS = "kubernetes.io/ingress.class";

  /** Which ingress, and what is to be said to its controller. */
  record Target(
      @Doc(
              value = "Namespace of the ingress.",
              example = "api",
              pattern = Kubernetes.NAMESPACE,
              estate = "k8s-ingress.namespace")
          String namespace,
      @Doc(
              value = "Name of the ingress.",
              example = "api",
              pattern = Kubernetes.NAME,
              estate = "k8s-ingress.ingress")
          String ingress,
      @Doc(
              value = "The annotation by which its controller limits or weighs traffic.",
              example = "nginx.ingress.kubernetes.io/limit-rps",
              pattern =
                  "nginx\\.ingress\\.kubernetes\\.io/(limit-rps|limit-rpm|limit-connections|canary-weight)"
                      + "|alb\\.ingress\\.kubernetes\\.io/actions\\.[a-z0-9-]{1,63}")
          String annotation,
      @Doc(
              value = "What it should say: a number, or the action of a load balancer as JSON.",
              example = "5",
              pattern = "\\d{1,6}|\\{.*\\}",
              maxLength = 4000)
          String setting,
      @Doc(
              value = Kubernetes.CLUSTER,
              example = "prod",
              pattern = Kubernetes.CLUSTER_FORM,
              estate = "k8s-ingress.cluster")
          @Nullable String cluster)
      implements Namespaced {}

  K8sReduceTraffic(Kubernetes kubernetes) {
    super(
        kubernetes,
        new ActionType<>(
            "k8s.reduce-traffic",
            Target.class,
            Risk.DISRUPTIVE,
            List.of("networking.k8s.io/ingresses:get,patch"),
            List.of("000 §3")));
  }

  @Override
  protected Settings find(Target target) {
    Ingress ingress =
        kubernetes()
            .read(
                target.cluster(),
                "get ingresses",
                client ->
                    client
                        .network()
                        .v1()
                        .ingresses()
                        .inNamespace(target.namespace())
                        .withName(target.ingress())
                        .get());
    if (ingress == null) {
      throw Kubernetes.notFound("ingress", target.namespace(), target.ingress());
    }
    Map<String, String> annotations = annotations(ingress);
    String controller =
        ingress.getSpec().getIngressClassName() == null
            ? annotations.get(CLASS)
            : ingress.getSpec().getIngressClassName();
    return Settings.of(named(target))
        .identity("uid", ingress.getMetadata().getUid())
        .value(target.annotation(), annotations.get(target.annotation()))
        .fact("ingress-class", controller)
        .fact("warning.other-controller", other(target, controller))
        .fact("warning.kept-by", Deployments.keeper(ingress))
        .raw(Kubernetes.tree(ingress))
        .build();
  }

  private static Map<String, String> annotations(Ingress ingress) {
    Map<String, String> annotations = ingress.getMetadata().getAnnotations();
    return annotations == null ? Map.of() : annotations;
  }

  /** The class of a controller that seems not to read this annotation; null if it does. */
  private static @Nullable String other(Target target, @Nullable String controller) {
    if (controller == null) {
      return null;
    }
    boolean alb = controller.contains("alb");
    boolean nginx = controller.contains("nginx");
    boolean ignored =
        (target.annotation().startsWith(NGINX) && alb)
            || (target.annotation().startsWith(ALB) && nginx);
    return ignored ? controller : null;
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    return Settings.values(target.annotation(), target.setting());
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    Ingress ingress = Kubernetes.object(now.raw(), Ingress.class);
    String value = values.get(target.annotation());
    String path = Patches.annotation(target.annotation());
    Patches patch =
        value == null
            ? Patches.of(ingress, call).remove(path)
            : Patches.of(ingress, call).set(path, value);
    kubernetes()
        .write(
            target.cluster(),
            "patch ingresses",
            client ->
                client
                    .network()
                    .v1()
                    .ingresses()
                    .inNamespace(target.namespace())
                    .withName(target.ingress())
                    .patch(Patches.JSON, patch.json()));
  }

  @Override
  protected boolean proves(Target target, Settings now, Call call) {
    return Patches.by(Kubernetes.object(now.raw(), Ingress.class), call);
  }

  @Override
  protected String named(Target target) {
    return named(target, "ingress", target.ingress());
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "PATCH /apis/networking.k8s.io/v1/namespaces/%s/ingresses/%s {\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}"
        .formatted(target.namespace(), target.ingress(), target.annotation(), target.setting());
  }

  @Override
  protected String byHand(Target target, SortedMap<String, String> values) {
    return "%s annotate ingress %s --overwrite '%s=%s'"
        .formatted(kubectl(target), target.ingress(), target.annotation(), target.setting());
  }
}
