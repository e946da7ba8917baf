package dev.aceiro.activities.aws;

import org.jspecify.annotations.Nullable;

/** Parameters that say where on AWS. */
interface Located {
  /** The region; null for the installation's. */
  @Nullable String region();

  /** The account to act in; null for the one whose credentials we have. */
  @Nullable String account();
}
