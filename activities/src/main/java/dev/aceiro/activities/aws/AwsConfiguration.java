package dev.aceiro.activities.aws;

import dev.aceiro.activities.IntegrationState;
import dev.aceiro.workflows.status.StatusPart;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
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

  /** So that bad credentials are seen when the responder starts, not when an action is applied. */
  @Bean
  ApplicationListener<ApplicationReadyEvent> awsCheck(
      AwsSettings settings,
      AwsClients clients,
      IntegrationState awsState,
      @Value("${aceiro.roles:web,worker,responder}") List<String> roles) {
    return ready -> {
      if (settings.configured() && roles.contains("responder")) {
        Thread.ofVirtual()
            .name("aceiro-aws-check")
            .start(() -> check(clients, new AwsCalls(awsState)));
      }
    };
  }

  private static void check(AwsClients clients, AwsCalls calls) {
    Logger log = LoggerFactory.getLogger(AwsConfiguration.class);
    try {
      log.info("Acts on AWS as {}", calls.call("sts:GetCallerIdentity", clients::whoWeAre));
    } catch (RuntimeException e) {
      log.warn("AWS does not work: {}", e.getMessage());
    }
  }

  @Bean
  Aws aws(AwsSettings settings, AwsClients clients, IntegrationState awsState) {
    return new Aws(settings, clients, new AwsCalls(awsState));
  }
}
