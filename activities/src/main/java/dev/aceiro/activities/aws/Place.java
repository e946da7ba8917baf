package dev.aceiro.activities.aws;

import org.jspecify.annotations.Nullable;

/**
 * Where a request goes.
 *
 * @param region the region
 * @param account the account to act in, or null for the one whose credentials we have
 */
record Place(String region, @Nullable String account) {
  /** The region of an installation that has none. */
  static final String ANYWHERE = "?";

  /** As an option of the command line; nothing where it has none. */
  String option() {
    return region.equals(ANYWHERE) ? "" : " --region " + region;
  }

  @Override
  public String toString() {
    return account == null ? region : region + ", " + account;
  }
}
