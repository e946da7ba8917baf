package dev.aceiro.activities.kubernetes;

import dev.aceiro.activities.containment.ActionRefusedException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.File;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The clients of every cluster, shared. Those that read repeat a request; those that write never
 * do: whether a lost request took effect is found out by reading.
 */
final class KubernetesClients implements AutoCloseable {
  private static final int REPEATS = 3;

  private record Key(String cluster, boolean writes) {}

  private final KubernetesSettings settings;
  private final Map<Key, KubernetesClient> clients = new ConcurrentHashMap<>();

  KubernetesClients(KubernetesSettings settings) {
    this.settings = settings;
  }

  /**
   * The client that reads.
   *
   * @param cluster null for the one that is meant where none is named
   * @throws ActionRefusedException if it is not configured
   */
  KubernetesClient reads(@Nullable String cluster) {
    return client(cluster, false);
  }

  /** The client that writes, in the same way. */
  KubernetesClient writes(@Nullable String cluster) {
    return client(cluster, true);
  }

  private KubernetesClient client(@Nullable String given, boolean writes) {
    String name = settings.named(given);
    KubernetesSettings.Cluster how = name == null ? null : settings.clusters().get(name);
    if (name == null || how == null) {
      throw new ActionRefusedException("k8s.cluster-not-configured", "cluster", name);
    }
    return clients.computeIfAbsent(new Key(name, writes), key -> built(how, writes));
  }

  private KubernetesClient built(KubernetesSettings.Cluster how, boolean writes) {
    Duration patience = writes ? settings.write() : settings.read();
    Config config =
        new ConfigBuilder(config(how))
            .withConnectionTimeout((int) settings.connect().toMillis())
            .withRequestTimeout((int) patience.toMillis())
            .withRequestRetryBackoffLimit(writes ? 0 : REPEATS)
            // One connection for many requests would make outcomes unknown for nothing.
            .withHttp2Disable(true)
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientFactory(new JdkHttpClientFactory())
        .build();
  }

  private static Config config(KubernetesSettings.Cluster how) {
    if (how.kubeconfig() == null) {
      return Config.autoConfigure(null);
    }
    File file = how.kubeconfig().toFile();
    return how.context() == null
        ? Config.fromKubeconfig(file)
        : Config.fromKubeconfig(how.context(), file);
  }

  @Override
  public void close() {
    clients.values().forEach(KubernetesClient::close);
  }
}
