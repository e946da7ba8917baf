package dev.aceiro.web.engine;

import dev.aceiro.web.StartupFailure;
import dev.aceiro.web.embedded.TemporalExecutable;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which engine an installation gets: the configured one, else the {@code temporal} program, else
 * the one inside this process; or the one that {@code aceiro.engine} asks for.
 *
 * @param kind which
 * @param executable the program, for {@link EngineKind#PROGRAM} alone
 */
public record EngineChoice(EngineKind kind, @Nullable TemporalExecutable executable) {

  /**
   * @param wanted {@code aceiro.engine}: auto, program, in-process, configured
   * @param target {@code spring.temporal.connection.target}
   * @param program {@code aceiro.engine.program}
   * @param installed whether that file is a Temporal CLI that runs
   * @param onPath the one of the PATH
   * @throws StartupFailure if what is asked for is not there
   */
  public static EngineChoice of(
      String wanted,
      @Nullable String target,
      @Nullable Path program,
      Function<Path, Optional<TemporalExecutable>> installed,
      Supplier<Optional<TemporalExecutable>> onPath) {
    boolean targeted = target != null && !target.isBlank();
    return switch (wanted.toLowerCase(Locale.ROOT)) {
      case "auto" -> {
        if (targeted) {
          yield new EngineChoice(EngineKind.CONFIGURED, null);
        }
        yield find(program, installed, onPath)
            .map(executable -> new EngineChoice(EngineKind.PROGRAM, executable))
            .orElseGet(() -> new EngineChoice(EngineKind.IN_PROCESS, null));
      }
      case "program" ->
          new EngineChoice(
              EngineKind.PROGRAM,
              find(program, installed, onPath)
                  .orElseThrow(
                      () ->
                          new StartupFailure(
                              "aceiro.engine=program, but there is no temporal program on the PATH: install the Temporal CLI, or name its file with --aceiro.engine.program=FILE.")));
      case "in-process" -> new EngineChoice(EngineKind.IN_PROCESS, null);
      case "configured" -> {
        if (!targeted) {
          throw new StartupFailure(
              "aceiro.engine=configured, but spring.temporal.connection.target is not set: set it to HOST:PORT of your Temporal.");
        }
        yield new EngineChoice(EngineKind.CONFIGURED, null);
      }
      default ->
          throw new StartupFailure(
              "aceiro.engine is %s: set it to auto, program, in-process or configured."
                  .formatted(wanted));
    };
  }

  private static Optional<TemporalExecutable> find(
      @Nullable Path program,
      Function<Path, Optional<TemporalExecutable>> installed,
      Supplier<Optional<TemporalExecutable>> onPath) {
    if (program == null) {
      return onPath.get();
    }
    return Optional.of(
        installed
            .apply(program)
            .orElseThrow(
                () ->
                    new StartupFailure(
                        "aceiro.engine.program is %s, which is no Temporal CLI that runs here: name the right file, or leave it out."
                            .formatted(program))));
  }
}
