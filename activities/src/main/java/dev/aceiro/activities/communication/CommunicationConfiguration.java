package dev.aceiro.activities.communication;

import dev.aceiro.activities.store.Outbox;
import dev.aceiro.workflows.communication.CommunicationActivities;
import dev.aceiro.workflows.communication.Directory;
import dev.aceiro.workflows.communication.Previews;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CommunicationSettings.class)
class CommunicationConfiguration {
  private final Templates templates = new Templates();

  @Bean
  Messenger messenger(
      List<Channel> channels,
      ObjectProvider<Directory> directory,
      Outbox outbox,
      CommunicationSettings settings) {
    return new Messenger(
        channels,
        directory.getIfAvailable(),
        outbox,
        templates,
        new Fields(templates, settings),
        InstantSource.system());
  }

  @Bean
  UnbuiltChannels unbuiltChannels(List<Channel> channels) {
    return new UnbuiltChannels(channels);
  }

  @Bean
  CommunicationActivities communicationActivities(Messenger messenger) {
    return new CommunicationActivitiesImpl(messenger);
  }

  @Bean
  EmergencyPages emergencyPages(Messenger messenger) {
    return new EmergencyPages(messenger);
  }

  @Bean
  Previews previews(Messenger messenger) {
    return message -> {
      Text text = messenger.text(message);
      return new Previews.Preview(text.subject(), text.body());
    };
  }

  @Bean
  TestPage testPage(List<Channel> channels, CommunicationSettings settings) {
    return new TestPage(
        channels, templates, new Fields(templates, settings), InstantSource.system());
  }
}
