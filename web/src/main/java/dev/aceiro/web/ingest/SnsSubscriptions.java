package dev.aceiro.web.ingest;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;

/** Confirms subscriptions of SNS topics, {@code sns:ConfirmSubscription}. */
final class SnsSubscriptions implements SubscriptionConfirmer {

  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final @Nullable URI endpoint;
  private final AwsCredentialsProvider credentials;

  /**
   * Subscriptions of the account the process has credentials for.
   *
   * @param endpoint where SNS is, if not where AWS has it
   */
  SnsSubscriptions(@Nullable URI endpoint) {
    this(endpoint, DefaultCredentialsProvider.builder().build());
  }

  SnsSubscriptions(@Nullable URI endpoint, AwsCredentialsProvider credentials) {
    this.endpoint = endpoint;
    this.credentials = credentials;
  }

  @Override
  public void confirm(String topic, String token) {
    // Once in the life of a subscription: not worth a client that stays.
    SnsClientBuilder builder =
        SnsClient.builder()
            .region(Region.of(topic.split(":", 6)[3]))
            .credentialsProvider(credentials)
            .overrideConfiguration(c -> c.apiCallTimeout(PATIENCE));
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    try (SnsClient sns = builder.build()) {
      sns.confirmSubscription(
          request -> request.topicArn(topic).token(token).authenticateOnUnsubscribe("true"));
    }
  }
}
