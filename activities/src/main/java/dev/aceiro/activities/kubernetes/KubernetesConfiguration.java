package dev.aceiro.activities.kubernetes;

import dev.aceiro.activities.IntegrationState;
import dev.aceiro.workflows.status.StatusPart;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KubernetesSettings.class)
class KubernetesConfiguration {

  @Bean
  IntegrationState kubernetesState(KubernetesSettings settings) {
    return new IntegrationState(
        "kubernetes", StatusPart.Kind.TARGET, settings.configured(), InstantSource.system());
  }

  @Bean
  KubernetesClients kubernetesClients(KubernetesSettings settings) {
    return new KubernetesClients(settings);
  }

  @Bean
  Kubernetes kubernetes(
      KubernetesSettings settings, KubernetesClients clients, IntegrationState kubernetesState) {
    return new Kubernetes(settings, clients, new KubernetesCalls(kubernetesState));
  }

  /** So that a bad kubeconfig is seen when the responder starts, not when an action is applied. */
  @Bean
  ApplicationListener<ApplicationReadyEvent> kubernetesCheck(
      Kubernetes kubernetes, @Value("${aceiro.roles:web,worker,responder}") List<String> roles) {
    return ready -> {
      if (kubernetes.settings().configured() && roles.contains("responder")) {
        Thread.ofVirtual().name("aceiro-kubernetes-check").start(() -> check(kubernetes));
      }
    };
  }

  private static void check(Kubernetes kubernetes) {
    Logger log = LoggerFactory.getLogger(KubernetesConfiguration.class);
    for (String cluster : kubernetes.settings().clusters().keySet()) {
      try {
        String version =
            kubernetes.read(
                cluster, "get version", client -> client.getKubernetesVersion().getGitVersion());
        log.info("Acts on the Kubernetes cluster {} ({})", cluster, version);
      } catch (RuntimeException e) {
        log.warn("The Kubernetes cluster {} does not work: {}", cluster, e.getMessage());
      }
    }
  }
}
