package dev.aceiro.activities.mail;

import dev.aceiro.activities.IntegrationState;
import dev.aceiro.activities.communication.ChannelException;
import dev.aceiro.workflows.status.StatusPart;
import java.time.InstantSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailSettings.class)
class MailConfiguration {

  @Bean
  IntegrationState emailState(ObjectProvider<JavaMailSender> sender, MailSettings settings) {
    boolean configured = sender.getIfAvailable() != null && settings.from() != null;
    return new IntegrationState(
        "email", StatusPart.Kind.CHANNEL, configured, InstantSource.system());
  }

  @Bean
  MailChannel mailChannel(
      ObjectProvider<JavaMailSender> sender, MailSettings settings, IntegrationState emailState) {
    if (sender.getIfAvailable() != null && settings.from() == null) {
      throw new IllegalStateException(
          "spring.mail.host is set, but nobody to send from: set aceiro.mail.from to an e-mail"
              + " address.");
    }
    return new MailChannel(
        sender.getIfAvailable(), settings.from(), emailState, InstantSource.system());
  }

  /**
   * So that a bad password is seen when the application starts, not when somebody must be paged.
   */
  @Bean
  ApplicationListener<ApplicationReadyEvent> mailServerCheck(MailChannel mail) {
    return ready -> {
      if (mail.configured()) {
        Thread.ofVirtual().name("aceiro-mail-check").start(() -> check(mail));
      }
    };
  }

  private static void check(MailChannel mail) {
    try {
      mail.check();
    } catch (ChannelException e) {
      LoggerFactory.getLogger(MailConfiguration.class).warn("E-mail does not work: {}", e.code());
    }
  }
}
