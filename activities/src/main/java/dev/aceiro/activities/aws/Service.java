package dev.aceiro.activities.aws;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClientBuilder;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClientBuilder;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClientBuilder;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClientBuilder;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.Ec2ClientBuilder;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.EcsClientBuilder;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2ClientBuilder;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClientBuilder;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.RdsClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.services.wafv2.Wafv2ClientBuilder;

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

  static final Service<ElasticLoadBalancingV2Client, ElasticLoadBalancingV2ClientBuilder>
      BALANCERS =
          new Service<>(ElasticLoadBalancingV2Client.class, ElasticLoadBalancingV2Client::builder);

  static final Service<CloudFrontClient, CloudFrontClientBuilder> CLOUDFRONT =
      new Service<>(CloudFrontClient.class, CloudFrontClient::builder);

  static final Service<Ec2Client, Ec2ClientBuilder> EC2 =
      new Service<>(Ec2Client.class, Ec2Client::builder);

  static final Service<CodePipelineClient, CodePipelineClientBuilder> PIPELINES =
      new Service<>(CodePipelineClient.class, CodePipelineClient::builder);

  static final Service<RdsClient, RdsClientBuilder> RDS =
      new Service<>(RdsClient.class, RdsClient::builder);

  static final Service<CloudWatchLogsClient, CloudWatchLogsClientBuilder> LOGS =
      new Service<>(CloudWatchLogsClient.class, CloudWatchLogsClient::builder);

  static final Service<SqsClient, SqsClientBuilder> SQS =
      new Service<>(SqsClient.class, SqsClient::builder);

  static final Service<Wafv2Client, Wafv2ClientBuilder> WAF =
      new Service<>(Wafv2Client.class, Wafv2Client::builder);
}
