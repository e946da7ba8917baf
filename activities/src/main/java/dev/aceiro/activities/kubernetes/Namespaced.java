package dev.aceiro.activities.kubernetes;

import org.jspecify.annotations.Nullable;

/** Parameters that say where on Kubernetes. */
interface Namespaced {
  /** The cluster by its name in the settings; null for the one that is meant. */
  @Nullable String cluster();

  /** The namespace. */
  String namespace();
}
