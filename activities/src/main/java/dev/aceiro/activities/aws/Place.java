package dev.aceiro.activities.aws;

import org.jspecify.annotations.Nullable;

/**
 * Where a request goes.
 *
 * @param region the region
 * @param account the account to act in, or null for the one whose credentials we have
 */
record Place(String region, @Nullable String account) {
  /** Of a parameter that names a region. */
  static final String REGION = "Region; absent for the installation's.";

  /** What a region looks like. */
  static final String REGION_FORM = "[a-z]{2}(-[a-z]+)+-\\d";

  /** Of a parameter that names an account. */
  static final String ACCOUNT = "Account to act in; absent for the installation's own.";

  /** What an account looks like. */
  static final String ACCOUNT_FORM = "\\d{12}";

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
