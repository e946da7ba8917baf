package dev.aceiro.activities.kubernetes;

import org.jspecify.annotations.Nullable;

/** What things are called. */
final class Names {
  private Names() {}

  /** As people read it: {@code kind namespace/name (cluster)}. */
  static String of(Kubernetes kubernetes, Namespaced where, String kind, String name) {
    String cluster = kubernetes.settings().named(where.cluster());
    return kind
        + " "
        + where.namespace()
        + "/"
        + name
        + (cluster == null ? "" : " (" + cluster + ")");
  }

  /** The beginning of what a person would type. */
  static String kubectl(Kubernetes kubernetes, Namespaced where) {
    String cluster = kubernetes.settings().named(where.cluster());
    KubernetesSettings.@Nullable Cluster how =
        cluster == null ? null : kubernetes.settings().clusters().get(cluster);
    String context = how == null ? cluster : how.context();
    return "kubectl"
        + (context == null ? "" : " --context " + context)
        + " -n "
        + where.namespace();
  }
}
