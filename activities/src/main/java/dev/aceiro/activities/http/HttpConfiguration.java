package dev.aceiro.activities.http;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HttpConfiguration {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  @Bean
  HttpProbe httpProbe() {
    return new HttpProbe(PATIENCE);
  }
}
