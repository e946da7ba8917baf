package dev.aceiro.activities.aws;

import dev.aceiro.activities.IntegrationState;
import dev.aceiro.workflows.status.StatusPart;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AwsSettings.class)
class AwsConfiguration {

  @Bean
  IntegrationState awsState(AwsSettings settings) {
    return new IntegrationState(
        "aws", StatusPart.Kind.TARGET, settings.configured(), InstantSource.system());
  }

  @Bean
  AwsClients awsClients(AwsSettings settings) {
    return new AwsClients(settings);
  }

  @Bean
  EcsForceNewDeployment ecsForceNewDeployment(
      AwsSettings settings, AwsClients clients, IntegrationState awsState) {
    return new EcsForceNewDeployment(settings, clients, new AwsCalls(awsState));
  }
}
