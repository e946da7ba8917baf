package dev.aceiro.activities.kubernetes;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.SettingHandler;

/** An action that sets values of something on Kubernetes. */
abstract class KubernetesSettingHandler<P extends Record & Namespaced> extends SettingHandler<P>
    implements OnKubernetes<P> {
  private final Kubernetes kubernetes;

  KubernetesSettingHandler(Kubernetes kubernetes, ActionType<P> type) {
    super(type);
    this.kubernetes = kubernetes;
  }

  @Override
  public final Kubernetes kubernetes() {
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
}
