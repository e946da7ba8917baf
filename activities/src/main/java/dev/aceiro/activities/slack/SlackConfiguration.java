package dev.aceiro.activities.slack;

import dev.aceiro.activities.IntegrationState;
import dev.aceiro.activities.communication.ChannelException;
import dev.aceiro.activities.store.Outbox;
import dev.aceiro.workflows.communication.Directory;
import dev.aceiro.workflows.status.StatusPart;
import java.time.InstantSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SlackSettings.class)
class SlackConfiguration {

  @Bean
  IntegrationState slackState(SlackSettings settings) {
    return new IntegrationState(
        "slack", StatusPart.Kind.CHANNEL, settings.token() != null, InstantSource.system());
  }

  @Bean
  SlackChannel slackChannel(SlackSettings settings, Outbox outbox, IntegrationState slackState) {
    return new SlackChannel(settings, outbox, slackState);
  }

  /**
   * So that a bad token, or an address nobody has, is seen when the application starts, not when
   * somebody must be paged.
   */
  @Bean
  ApplicationListener<ApplicationReadyEvent> slackTokenCheck(
      SlackChannel slack, ObjectProvider<Directory> directory) {
    return ready -> {
      if (slack.configured()) {
        Thread.ofVirtual().name("aceiro-slack-check").start(() -> check(slack, directory));
      }
    };
  }

  private static void check(SlackChannel slack, ObjectProvider<Directory> directory) {
    try {
      slack.check();
      Directory known = directory.getIfAvailable();
      if (known != null) {
        slack.check(known.everybody(slack.kind()));
      }
    } catch (ChannelException e) {
      LoggerFactory.getLogger(SlackConfiguration.class).warn("Slack does not work: {}", e.code());
    }
  }
}
