package dev.aceiro.web.embedded;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.Optional;

/** The Temporal CLI of this machine, for tests that need the real engine. */
public final class TemporalCli {

  private TemporalCli() {}

  /**
   * The one named by {@code -Daceiro.engine.program} or on the PATH; without one the test is
   * skipped.
   */
  public static TemporalExecutable required() {
    String named = System.getProperty("aceiro.engine.program", "");
    Optional<TemporalExecutable> found =
        named.isBlank() ? TemporalExecutable.onPath() : TemporalExecutable.of(Path.of(named));
    if (found.isEmpty() && System.getProperty("aceiro.require", "").contains("engine")) {
      throw new AssertionError("no temporal program on this machine");
    }
    return found.orElseGet(() -> abort("no temporal program on this machine"));
  }
}
