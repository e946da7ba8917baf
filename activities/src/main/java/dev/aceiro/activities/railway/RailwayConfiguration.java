package dev.aceiro.activities.railway;

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
@EnableConfigurationProperties(RailwaySettings.class)
class RailwayConfiguration {

  @Bean
  IntegrationState railwayState(RailwaySettings settings) {
    return new IntegrationState(
        "railway", StatusPart.Kind.TARGET, settings.configured(), InstantSource.system());
  }

  @Bean
  RailwayApi railwayApi(RailwaySettings settings, IntegrationState railwayState) {
    return new RailwayApi(settings, railwayState);
  }

  @Bean
  Railway railway(RailwaySettings settings, RailwayApi railwayApi) {
    return new Railway(settings, railwayApi);
  }

  /** So that a bad token is seen when the responder starts, not when an action is applied. */
  @Bean
  ApplicationListener<ApplicationReadyEvent> railwayCheck(
      Railway railway, @Value("${aceiro.roles:web,worker,responder}") List<String> roles) {
    return ready -> {
      if (railway.settings().configured() && roles.contains("responder")) {
        Thread.ofVirtual().name("aceiro-railway-check").start(() -> check(railway));
      }
    };
  }

  private static void check(Railway railway) {
    Logger log = LoggerFactory.getLogger(RailwayConfiguration.class);
    try {
      log.info("Acts on the Railway project {}", railway.project(true));
    } catch (RuntimeException e) {
      log.warn("Railway does not work: {}", e.getMessage());
    }
  }
}
