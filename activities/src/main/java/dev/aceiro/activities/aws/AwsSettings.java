package dev.aceiro.activities.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this installation reaches AWS. Credentials come from where every AWS tool finds them
 * (environment, profile, the role of the pod, task or instance); without a region it runs dry.
 *
 * @param region the region where an action names none; absent: AWS is not configured
 * @param endpoint instead of AWS's own, for tests
 * @param accounts by their 12 digits
 * @param connect how long a connection may take
 * @param read how long one reading request may take; it is repeated
 * @param write how long a changing request may take; it is never repeated
 * @param settle how long after the claim a change may still show up; longer than {@code write}
 * @param verify how long a rollout may take
 */
@ConfigurationProperties("aceiro.aws")
record AwsSettings(
    @Nullable String region,
    @Nullable URI endpoint,
    @DefaultValue Map<String, Account> accounts,
    @DefaultValue("3s") Duration connect,
    @DefaultValue("5s") Duration read,
    @DefaultValue("10s") Duration write,
    @DefaultValue("25s") Duration settle,
    @DefaultValue("15m") Duration verify) {

  /**
   * How to act in an account.
   *
   * @param roleArn the role to assume through STS
   * @param externalId the role's external id, if it asks for one
   */
  record Account(String roleArn, @Nullable String externalId) {
    Account {
      if (roleArn == null || !roleArn.matches("arn:aws[a-z-]*:iam::\\d{12}:role/.+")) {
        throw new IllegalArgumentException(
            "aceiro.aws.accounts: role-arn must be the ARN of a role, not " + roleArn);
      }
    }
  }

  AwsSettings {
    if (region != null && region.isBlank()) {
      region = null;
    }
    for (String account : accounts.keySet()) {
      if (!account.matches("\\d{12}")) {
        throw new IllegalArgumentException(
            "aceiro.aws.accounts: an account is 12 digits, not " + account);
      }
    }
    if (settle.compareTo(write) <= 0) {
      throw new IllegalArgumentException("aceiro.aws.settle must be longer than aceiro.aws.write");
    }
  }

  boolean configured() {
    return region != null;
  }

  /** Whether an account can be acted in; null for the one whose credentials we have. */
  boolean reaches(@Nullable String account) {
    return configured() && (account == null || accounts.containsKey(account));
  }
}
