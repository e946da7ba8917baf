package dev.aceiro.activities.kubernetes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this installation reaches Kubernetes. Without a cluster it runs dry.
 *
 * @param cluster the one that is meant where an action names none; absent: the only one, if there
 *     is but one
 * @param clusters by the names that actions use
 * @param connect how long a connection may take
 * @param read how long one reading request may take; it is repeated
 * @param write how long a changing request may take; it is never repeated
 * @param settle how long after the claim a change may still show up; longer than {@code write}
 * @param verify how long a rollout may take
 */
@ConfigurationProperties("aceiro.kubernetes")
record KubernetesSettings(
    @Nullable String cluster,
    @DefaultValue Map<String, Cluster> clusters,
    @DefaultValue("3s") Duration connect,
    @DefaultValue("5s") Duration read,
    @DefaultValue("10s") Duration write,
    @DefaultValue("25s") Duration settle,
    @DefaultValue("15m") Duration verify) {

  /**
   * How to reach a cluster.
   *
   * @param kubeconfig a file as kubectl has it
   * @param context one of its contexts; absent: the file's current one
   * @param inCluster instead of a file, the service account of the pod that the responder runs in
   */
  record Cluster(
      @Nullable Path kubeconfig,
      @Nullable String context,
      @DefaultValue("false") boolean inCluster) {
    Cluster {
      if (inCluster == (kubeconfig != null)) {
        throw new IllegalArgumentException(
            "aceiro.kubernetes.clusters: each has either a kubeconfig or in-cluster: true");
      }
    }
  }

  KubernetesSettings {
    if (cluster != null && cluster.isBlank()) {
      cluster = null;
    }
    if (cluster != null && !clusters.containsKey(cluster)) {
      throw new IllegalArgumentException(
          "aceiro.kubernetes.cluster is none of aceiro.kubernetes.clusters: " + cluster);
    }
    if (settle.compareTo(write) <= 0) {
      throw new IllegalArgumentException(
          "aceiro.kubernetes.settle must be longer than aceiro.kubernetes.write");
    }
  }

  boolean configured() {
    return !clusters.isEmpty();
  }

  /** The name of the cluster that is meant; null if none is. */
  @Nullable String named(@Nullable String given) {
    if (given != null) {
      return given;
    }
    return cluster == null && clusters.size() == 1 ? clusters.keySet().iterator().next() : cluster;
  }

  boolean reaches(@Nullable String given) {
    String name = named(given);
    return name != null && clusters.containsKey(name);
  }
}
