package dev.aceiro.web.problem;

import dev.aceiro.web.words.Words;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {

  @Bean
  ProblemDetails problemDetails(Words words, LocaleResolver localeResolver, JsonMapper json) {
    return new ProblemDetails(words, localeResolver, json);
  }
}
