package dev.aceiro.web.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.LocaleResolver;

@Configuration(proxyBeanMethods = false)
class WordsConfiguration {

  /** Every bundle under {@code messages/}: a feature brings its own file, nobody lists them. */
  @Bean
  MessageSource messageSource() {
    ResourceBundleMessageSource source = new ResourceBundleMessageSource();
    source.setBasenames(bundles());
    source.setDefaultEncoding("UTF-8");
    source.setFallbackToSystemLocale(false);
    return source;
  }

  @Bean
  Words words(MessageSource messageSource) {
    return new Words(messageSource);
  }

  @Bean
  LocaleResolver localeResolver() {
    return new Languages();
  }

  private static String[] bundles() {
    var resolver = new PathMatchingResourcePatternResolver();
    try {
      return Stream.concat(
              Arrays.stream(resolver.getResources("classpath*:messages.properties"))
                  .map(r -> "messages"),
              Arrays.stream(resolver.getResources("classpath*:messages/*.properties"))
                  .map(Resource::getFilename)
                  .filter(Objects::nonNull)
                  .filter(name -> !name.contains("_"))
                  .map(name -> "messages/" + name.replace(".properties", "")))
          .distinct()
          .sorted()
          .toArray(String[]::new);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot list the message bundles", unreadable);
    }
  }
}
