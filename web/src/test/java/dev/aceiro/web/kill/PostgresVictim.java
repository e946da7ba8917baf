package dev.aceiro.web.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/** The PostgreSQL of an installation: killed, and looked into with its owner's password. */
final class PostgresVictim {
  private final Path home;

  PostgresVictim(Path home) {
    this.home = home;
  }

  /** The postmaster, if one runs. */
  Optional<ProcessHandle> process() {
    try {
      long pid =
          Long.parseLong(
              Files.readAllLines(home.resolve("postgres/data/postmaster.pid")).getFirst().strip());
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    } catch (IOException | RuntimeException none) {
      return Optional.empty();
    }
  }

  /** {@code kill -9} to the postmaster; its children follow it. */
  void kill() {
    process().ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Kills it and takes its data away, so that it cannot be started again. */
  void takeAway() throws IOException {
    Path data = home.resolve("postgres/data");
    Optional<ProcessHandle> postmaster = process();
    Files.move(data, data.resolveSibling("data.away"), StandardCopyOption.ATOMIC_MOVE);
    postmaster.ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Whether its data is away. */
  boolean away() {
    return Files.exists(home.resolve("postgres/data.away"));
  }

  /** Puts the data back; whoever looks after it starts it again. */
  void bringBack() throws IOException {
    Path data = home.resolve("postgres/data");
    Files.move(data.resolveSibling("data.away"), data, StandardCopyOption.ATOMIC_MOVE);
  }

  /** A connection as the database's owner. */
  Connection connect() throws SQLException {
    try {
      String port = Files.readString(home.resolve("postgres/port")).strip();
      String password = Files.readString(home.resolve("secrets/postgres")).strip();
      return DriverManager.getConnection(
          "jdbc:postgresql://127.0.0.1:" + port + "/aceiro?connectTimeout=2&socketTimeout=20",
          "aceiro",
          password);
    } catch (IOException notThere) {
      throw new SQLException("this installation has no PostgreSQL yet", notThere);
    }
  }
}
