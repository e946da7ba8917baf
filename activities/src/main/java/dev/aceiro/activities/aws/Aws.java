package dev.aceiro.activities.aws;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;

/** What every handler of this package acts with. */
record Aws(AwsSettings settings, AwsClients clients, AwsCalls calls) {

  /**
   * Where requests for that region and account go.
   *
   * @param region null for the installation's
   * @param account null for the one whose credentials we have
   * @throws dev.aceiro.activities.containment.ActionRefusedException if the account is not
   *     configured
   */
  Place place(@Nullable String region, @Nullable String account) {
    return clients.place(region, account);
  }

  /** The same, whether or not it can be reached. */
  Place imagined(@Nullable String region, @Nullable String account) {
    return clients.imagined(region, account);
  }

  /** A request that changes nothing; the client repeats it. */
  <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, T> T read(
      Service<C, B> service, Place place, String operation, Function<C, T> request) {
    C client = clients.reads(service.type(), service.builder(), place);
    return calls.call(operation, () -> request.apply(client));
  }

  /** A request that changes something; nobody repeats it. */
  <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, T> T write(
      Service<C, B> service, Place place, String operation, Function<C, T> request) {
    C client = clients.writes(service.type(), service.builder(), place);
    return calls.call(operation, () -> request.apply(client));
  }
}
