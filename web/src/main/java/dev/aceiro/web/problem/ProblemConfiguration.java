package dev.aceiro.web.problem;

import static org.springframework.http.MediaType.APPLICATION_YAML;

import dev.aceiro.web.words.Words;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {

  @Bean
  ProblemDetails problemDetails(Words words, LocaleResolver localeResolver, JsonMapper json) {
    return new ProblemDetails(words, localeResolver, json);
  }

  /** Programs speak JSON here; no request may reach the library that reads the profiles. */
  @Bean
  ServerHttpMessageConvertersCustomizer noYaml() {
    return converters ->
        converters.configureMessageConvertersList(
            all -> all.removeIf(one -> one.getSupportedMediaTypes().contains(APPLICATION_YAML)));
  }

  /** In the place of the container's own, which answers with a page of HTML. */
  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusedRequests(
      ProblemDetails problems) {
    return tomcat ->
        tomcat.addContextCustomizers(
            context -> {
              StandardHost host = (StandardHost) context.getParent();
              host.setErrorReportValveClass(RefusedRequests.class.getName());
              host.getPipeline().addValve(new RefusedRequests(problems, context.getPath()));
            });
  }

  /** Early: what is too large is not worth asking who sent it. */
  @Bean
  FilterRegistrationBean<BodyLimit> bodyLimit(ProblemDetails problems) {
    FilterRegistrationBean<BodyLimit> registration =
        new FilterRegistrationBean<>(new BodyLimit(problems));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return registration;
  }
}
