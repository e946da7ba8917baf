package dev.aceiro.activities.kubernetes;

import dev.aceiro.activities.containment.ActionHandler;
import java.time.Duration;

/** What every handler on Kubernetes has in common, whatever kind of action it takes. */
interface OnKubernetes<P extends Record & Namespaced> extends ActionHandler<P> {
  /** What it acts with. */
  Kubernetes kubernetes();

  @Override
  default boolean reaches(P parameters) {
    return kubernetes().settings().reaches(parameters.cluster());
  }

  @Override
  default Duration settleTime() {
    return kubernetes().settings().settle();
  }

  @Override
  default Duration verifyTime() {
    return kubernetes().settings().verify();
  }
}
