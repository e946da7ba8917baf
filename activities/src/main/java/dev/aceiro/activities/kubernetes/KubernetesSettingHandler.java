package dev.aceiro.activities.kubernetes;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.SettingHandler;
import java.time.Duration;

/** An action that sets values of something on Kubernetes. */
abstract class KubernetesSettingHandler<P extends Record & Namespaced> extends SettingHandler<P> {
  private final Kubernetes kubernetes;

  KubernetesSettingHandler(Kubernetes kubernetes, ActionType<P> type) {
    super(type);
    this.kubernetes = kubernetes;
  }

  final Kubernetes kubernetes() {
    return kubernetes;
  }

  /** As people read it: {@code kind namespace/name (cluster)}. */
  final String named(P parameters, String kind, String name) {
    return Names.of(kubernetes, parameters, kind, name);
  }

  /** The beginning of what a person would type. */
  final String kubectl(P parameters) {
    return Names.kubectl(kubernetes, parameters);
  }

  @Override
  public final boolean reaches(P parameters) {
    return kubernetes.settings().reaches(parameters.cluster());
  }

  @Override
  public Duration settleTime() {
    return kubernetes.settings().settle();
  }

  @Override
  public Duration verifyTime() {
    return kubernetes.settings().verify();
  }
}
