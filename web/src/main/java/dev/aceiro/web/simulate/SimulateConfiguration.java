package dev.aceiro.web.simulate;

import dev.aceiro.web.words.Words;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SimulateConfiguration {
  @Bean
  Simulator simulator(Words words) {
    return new Simulator(words);
  }
}
