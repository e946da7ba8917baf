package dev.aceiro.web.console;

import dev.aceiro.web.status.Status;
import dev.aceiro.web.words.Words;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;

@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

  @Bean
  Readers readers(Words words, LocaleResolver locales, ObjectProvider<InstantSource> clock) {
    return new Readers(words, locales, clock.getIfUnique(InstantSource::system));
  }

  @Bean
  StatusViews statusViews(Status status) {
    return new StatusViews(status);
  }
}
