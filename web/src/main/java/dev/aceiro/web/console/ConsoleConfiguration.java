package dev.aceiro.web.console;

import dev.aceiro.web.words.Words;
import dev.aceiro.workflows.status.StatusReporter;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;

@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

  @Bean
  Readers readers(Words words, LocaleResolver locales, ObjectProvider<Clock> clock) {
    return new Readers(words, locales, clock.getIfUnique(Clock::systemUTC));
  }

  @Bean
  StatusViews statusViews(ObjectProvider<StatusReporter> reporters) {
    return new StatusViews(reporters.orderedStream().toList());
  }
}
