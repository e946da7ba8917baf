package dev.aceiro.activities.containment;

import dev.aceiro.activities.store.Artefacts;
import dev.aceiro.activities.store.Captures;
import dev.aceiro.activities.store.Claims;
import dev.aceiro.workflows.containment.ContainmentActivities;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ContainmentSettings.class)
class ContainmentConfiguration {

  @Bean
  Manual manualAction() {
    return new Manual();
  }

  @Bean
  ActionRegistry actionRegistry(List<ActionHandler<?>> handlers) {
    return new ActionRegistry(handlers);
  }

  @Bean
  ContainmentActivities containmentActivities(
      ActionRegistry registry,
      Claims claims,
      Captures captures,
      Artefacts artefacts,
      ContainmentSettings settings) {
    return new ContainmentActivitiesImpl(
        registry, claims, new BeforeStates(captures, artefacts), settings, InstantSource.system());
  }
}
