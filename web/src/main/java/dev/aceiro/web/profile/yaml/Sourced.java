package dev.aceiro.web.profile.yaml;

import org.jspecify.annotations.Nullable;

/** Something in a profile that says where it comes from. */
public interface Sourced {
  /** Where in the organisation's documents it comes from, such as {@code 002 §1.4}; or null. */
  @Nullable String source();

  /** Why it differs from the document; or null. */
  @Nullable String deviation();

  /** Whether the documents are silent and this is a choice of whoever wrote the profile. */
  boolean ours();
}
