package dev.aceiro.activities.aws;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClientBuilder;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.EcsClientBuilder;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClientBuilder;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;

/**
 * A service of AWS, by its client.
 *
 * @param type the client
 * @param builder makes one
 */
record Service<C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>>(
    Class<C> type, Supplier<B> builder) {
  static final Service<EcsClient, EcsClientBuilder> ECS =
      new Service<>(EcsClient.class, EcsClient::builder);

  static final Service<ApplicationAutoScalingClient, ApplicationAutoScalingClientBuilder> SCALING =
      new Service<>(ApplicationAutoScalingClient.class, ApplicationAutoScalingClient::builder);

  static final Service<LambdaClient, LambdaClientBuilder> LAMBDA =
      new Service<>(LambdaClient.class, LambdaClient::builder);

  static final Service<EventBridgeClient, EventBridgeClientBuilder> EVENTS =
      new Service<>(EventBridgeClient.class, EventBridgeClient::builder);
}
