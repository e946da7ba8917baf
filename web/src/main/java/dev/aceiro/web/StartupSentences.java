package dev.aceiro.web;

import java.net.BindException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says in one sentence why Aceiro does not start, where that is something a person can change;
 * Spring reports the rest.
 *
 * <p>Public for {@code spring.factories} alone.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class StartupSentences implements SpringBootExceptionReporter {

  /** SQLSTATE class 08: no connection; 28: no access; 3D: no such database. */
  private static final String[] NO_DATABASE = {"08", "28", "3D"};

  private final @Nullable ConfigurableApplicationContext context;

  public StartupSentences(@Nullable ConfigurableApplicationContext context) {
    this.context = context;
  }

  @Override
  public boolean reportException(Throwable failure) {
    String sentence = sentence(failure);
    if (sentence == null) {
      return false;
    }
    System.err.println("aceiro: " + sentence);
    return true;
  }

  private @Nullable String sentence(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartupFailure) {
        return cause.getMessage();
      }
      if (cause instanceof PortInUseException port) {
        return portInUse(port.getPort());
      }
      if (cause instanceof SQLException sql && noDatabase(sql)) {
        return "The database at %s cannot be used (%s): start it, or correct spring.datasource.url, spring.datasource.username and spring.datasource.password."
            .formatted(databaseUrl(), sql.getMessage());
      }
    }
    return null;
  }

  static String portInUse(int port) {
    return "Port %d is in use: stop what listens there, or start Aceiro on another with --server.port=%d."
        .formatted(port, port + 1);
  }

  static String cannotListen(@Nullable String address, int port, Exception e) {
    if (e instanceof BindException && String.valueOf(e.getMessage()).contains("in use")) {
      return portInUse(port);
    }
    return "Aceiro cannot listen on port %d of %s (%s): name another with --server.address=ADDRESS or --server.port=PORT."
        .formatted(port, address == null ? "this machine" : address, e.getMessage());
  }

  private static boolean noDatabase(SQLException e) {
    String state = e.getSQLState();
    if (state != null) {
      for (String prefix : NO_DATABASE) {
        if (state.startsWith(prefix)) {
          return true;
        }
      }
    }
    return false;
  }

  private String databaseUrl() {
    String url =
        context == null ? null : context.getEnvironment().getProperty("spring.datasource.url");
    // a URL may carry a password among its parameters
    return url == null ? "spring.datasource.url" : url.replaceFirst("\\?.*", "");
  }
}
