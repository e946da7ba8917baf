package dev.aceiro.activities.postgres;

import dev.aceiro.activities.IntegrationState;
import dev.aceiro.workflows.status.StatusPart;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PostgresSettings.class)
class PostgresConfiguration {

  @Bean
  IntegrationState postgresState(PostgresSettings settings) {
    return new IntegrationState(
        "postgres", StatusPart.Kind.TARGET, !settings.targets().isEmpty(), InstantSource.system());
  }

  @Bean
  Postgres postgres(PostgresSettings settings, IntegrationState postgresState) {
    return new Postgres(settings, postgresState);
  }
}
