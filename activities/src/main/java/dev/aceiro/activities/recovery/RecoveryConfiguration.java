package dev.aceiro.activities.recovery;

import dev.aceiro.workflows.recovery.RecoveryActivities;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RecoveryConfiguration {

  @Bean
  RecoveryActivities recoveryActivities(List<CheckHandler> handlers) {
    return new RecoveryActivitiesImpl(handlers, InstantSource.system());
  }
}
