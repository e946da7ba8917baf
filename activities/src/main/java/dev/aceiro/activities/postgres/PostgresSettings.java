package dev.aceiro.activities.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this installation reaches the estate's PostgreSQL databases; without a target it runs dry.
 *
 * @param targets by the name that actions use
 * @param connect how long a connection may take
 * @param read how long one statement that only reads may take
 * @param write how long one that changes something may take; it is never repeated
 * @param settle how long after the claim a change may still show up; longer than {@code write}
 * @param verify how long the effect may take to be complete
 */
@ConfigurationProperties("aceiro.postgres")
record PostgresSettings(
    @DefaultValue Map<String, Target> targets,
    @DefaultValue("3s") Duration connect,
    @DefaultValue("5s") Duration read,
    @DefaultValue("10s") Duration write,
    @DefaultValue("15s") Duration settle,
    @DefaultValue("1m") Duration verify) {

  /**
   * A database.
   *
   * @param url where it is, as JDBC has it, without credentials
   * @param user as whom: a member of {@code pg_read_all_stats} and {@code pg_signal_backend}
   * @param passwordFile the file with the password, read for each connection; null for none
   * @param applicationUsers whose sessions are the application's
   */
  record Target(
      String url,
      String user,
      @Nullable Path passwordFile,
      @DefaultValue List<String> applicationUsers) {
    Target {
      if (url == null || !url.startsWith("jdbc:postgresql:") || url.contains("password=")) {
        throw new IllegalArgumentException(
            "aceiro.postgres.targets: url must begin with jdbc:postgresql: and hold no password");
      }
      if (user == null || user.isBlank()) {
        throw new IllegalArgumentException("aceiro.postgres.targets: user is missing");
      }
    }
  }

  PostgresSettings {
    if (settle.compareTo(write) <= 0) {
      throw new IllegalArgumentException(
          "aceiro.postgres.settle must be longer than aceiro.postgres.write");
    }
  }
}
