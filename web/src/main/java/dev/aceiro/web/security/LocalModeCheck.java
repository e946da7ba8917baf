package dev.aceiro.web.security;

import dev.aceiro.web.StartupFailure;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Local mode lets anybody be anybody, so it answers on this machine only. Looked at before anything
 * starts.
 *
 * <p>Public for {@code spring.factories} alone.
 */
public final class LocalModeCheck implements EnvironmentPostProcessor, Ordered {

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    check(environment);
  }

  /** After the configuration files have been read. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  /**
   * @throws StartupFailure where local mode would answer beyond this machine, or where nobody could
   *     sign in
   */
  static void check(Environment environment) {
    if (environment.getProperty("aceiro.mode", "local").equalsIgnoreCase("local")) {
      refuseUnlessLoopback("server.address", environment.getProperty("server.address"));
      if (environment.getProperty("management.server.port") != null) {
        refuseUnlessLoopback(
            "management.server.address", environment.getProperty("management.server.address"));
      }
      refusePublicUrl(environment.getProperty("aceiro.public-url"));
    }
  }

  private static void refuseUnlessLoopback(String property, @Nullable String address) {
    if (address == null || !Hosts.isLoopback(address)) {
      throw new StartupFailure(
          ("Local mode lets whoever reaches it be anybody, so it only answers on this machine, but %s is %s: "
                  + "set it to 127.0.0.1, or set aceiro.mode=server and say who may sign in.")
              .formatted(property, address == null ? "not set" : address));
    }
  }

  private static void refusePublicUrl(@Nullable String publicUrl) {
    if (publicUrl == null || publicUrl.isBlank()) {
      return;
    }
    String host = URI.create(publicUrl).getHost();
    if (host == null || !Hosts.isLoopback(host)) {
      throw new StartupFailure(
          ("Local mode lets whoever reaches it be anybody, but aceiro.public-url=%s is an address for others: "
                  + "remove it, or set aceiro.mode=server and say who may sign in.")
              .formatted(publicUrl));
    }
  }
}
