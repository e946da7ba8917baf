package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.SettingHandler;
import java.util.function.Function;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;

/** An action that sets values of something on AWS. */
abstract class AwsSettingHandler<P extends Record & Located> extends SettingHandler<P>
    implements OnAws<P> {
  private final Aws aws;

  AwsSettingHandler(Aws aws, ActionType<P> type) {
    super(type);
    this.aws = aws;
  }

  @Override
  public final Aws aws() {
    return aws;
  }

  final <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, T> T read(
      Service<C, B> service, P parameters, String operation, Function<C, T> request) {
    return aws.read(service, place(parameters), operation, request);
  }

  final <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, T> T write(
      Service<C, B> service, P parameters, String operation, Function<C, T> request) {
    return aws.write(service, place(parameters), operation, request);
  }
}
