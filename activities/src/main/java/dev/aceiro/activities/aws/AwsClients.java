package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The clients of every service, account and region, shared. Those that read repeat a request; those
 * that write never do: whether a lost request took effect is found out by reading.
 */
final class AwsClients implements AutoCloseable {
  private static final String SESSION = "aceiro";
  private static final Duration SHORT = Duration.ofSeconds(1);

  /** What a client is for. */
  private enum Purpose {
    READ,
    WRITE
  }

  private record Key(Class<?> service, Place place, Purpose purpose) {}

  private final AwsSettings settings;
  private final SdkHttpClient reading;
  private final SdkHttpClient writing;
  private final AwsCredentialsProvider own = DefaultCredentialsProvider.builder().build();
  private final Map<Key, Object> clients = new ConcurrentHashMap<>();
  private final Map<Place, AwsCredentialsProvider> assumed = new ConcurrentHashMap<>();

  AwsClients(AwsSettings settings) {
    this.settings = settings;
    this.reading =
        ApacheHttpClient.builder()
            .connectionTimeout(settings.connect())
            .socketTimeout(settings.read())
            .build();
    // A connection that died in the pool would make an outcome unknown for nothing.
    this.writing =
        ApacheHttpClient.builder()
            .connectionTimeout(settings.connect())
            .socketTimeout(settings.write())
            .connectionMaxIdleTime(SHORT)
            .connectionTimeToLive(SHORT)
            .build();
  }

  /**
   * Where a request for that region and account goes.
   *
   * @param region null for the installation's
   * @param account null for the one whose credentials we have
   * @throws ActionRefusedException if the account is not configured
   */
  Place place(@Nullable String region, @Nullable String account) {
    if (account != null && !settings.accounts().containsKey(account)) {
      throw new ActionRefusedException("aws.account-not-configured", "account", account);
    }
    return imagined(region, account);
  }

  /** The same, whether or not it can be reached. */
  Place imagined(@Nullable String region, @Nullable String account) {
    String here = region == null ? settings.region() : region;
    return new Place(here == null ? Place.ANYWHERE : here, account);
  }

  /** Whose credentials these are; asks AWS. */
  String whoWeAre() {
    return reads(StsClient.class, StsClient::builder, place(null, null)).getCallerIdentity().arn();
  }

  <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C reads(
      Class<C> service, Supplier<B> builder, Place place) {
    return client(service, builder, place, Purpose.READ);
  }

  <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C writes(
      Class<C> service, Supplier<B> builder, Place place) {
    return client(service, builder, place, Purpose.WRITE);
  }

  private <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
      Class<C> service, Supplier<B> builder, Place place, Purpose purpose) {
    return service.cast(
        clients.computeIfAbsent(
            new Key(service, place, purpose),
            key -> built(builder.get(), place, purpose, credentials(place))));
  }

  private <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> Object built(
      B builder, Place place, Purpose purpose, AwsCredentialsProvider credentials) {
    B ready =
        builder
            .region(Region.of(place.region()))
            .credentialsProvider(credentials)
            .httpClient(purpose == Purpose.READ ? reading : writing)
            .overrideConfiguration(timing(purpose));
    C client =
        settings.endpoint() == null
            ? ready.build()
            : ready.endpointOverride(settings.endpoint()).build();
    return java.util.Objects.requireNonNull(client);
  }

  private ClientOverrideConfiguration timing(Purpose purpose) {
    ClientOverrideConfiguration.Builder timing = ClientOverrideConfiguration.builder();
    return switch (purpose) {
      case READ ->
          timing
              .apiCallAttemptTimeout(settings.read())
              .apiCallTimeout(settings.read().multipliedBy(4))
              .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
              .build();
      case WRITE ->
          timing
              .apiCallTimeout(settings.write())
              .retryStrategy(AwsRetryStrategy.doNotRetry())
              .build();
    };
  }

  private AwsCredentialsProvider credentials(Place place) {
    String account = place.account();
    if (account == null) {
      return own;
    }
    AwsSettings.Account how = settings.accounts().get(account);
    if (how == null) {
      throw new ActionRefusedException("aws.account-not-configured", "account", account);
    }
    return assumed.computeIfAbsent(place, here -> assume(how, here));
  }

  private AwsCredentialsProvider assume(AwsSettings.Account how, Place place) {
    StsClient sts = reads(StsClient.class, StsClient::builder, new Place(place.region(), null));
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts)
        .refreshRequest(
            request ->
                request
                    .roleArn(how.roleArn())
                    .externalId(how.externalId())
                    .roleSessionName(SESSION))
        .build();
  }

  @Override
  public void close() {
    clients.values().forEach(client -> ((SdkAutoCloseable) client).close());
    assumed.values().forEach(provider -> ((StsAssumeRoleCredentialsProvider) provider).close());
    reading.close();
    writing.close();
  }
}
