package dev.aceiro.web.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Temporal CLI as it is installed here.
 *
 * @param file absolute
 * @param version what it says of itself, with the version of the server inside it
 */
public record TemporalExecutable(Path file, String version) {

  private static final Logger log = LoggerFactory.getLogger(TemporalExecutable.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The {@code temporal} of the PATH, if there is one that runs. */
  public static Optional<TemporalExecutable> onPath() {
    return Processes.onPath("temporal").flatMap(TemporalExecutable::of);
  }

  /**
   * The one in that file.
   *
   * @return empty if the file is not a Temporal CLI that runs on this machine
   */
  public static Optional<TemporalExecutable> of(Path file) {
    Path program = file.toAbsolutePath().normalize();
    if (!Files.isExecutable(program)) {
      return Optional.empty();
    }
    try {
      Processes.Result result =
          Processes.run(new ProcessBuilder(program.toString(), "--version"), PATIENCE);
      if (result.exitCode() == 0 && result.output().startsWith("temporal version")) {
        return Optional.of(
            new TemporalExecutable(program, result.output().lines().findFirst().get()));
      }
      log.warn("{} does not say that it is the Temporal CLI, so it is not used", program);
    } catch (IOException | TimeoutException e) {
      log.warn("{} does not run, so it is not used: {}", program, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }
}
