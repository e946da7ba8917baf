package dev.aceiro.web.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.web.StartupFailure;
import dev.aceiro.web.embedded.TemporalExecutable;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineChoiceTest {

  private static final Path NAMED = Path.of("/opt/temporal");
  private static final Path FOUND = Path.of("/usr/bin/temporal");

  @ParameterizedTest(name = "aceiro.engine={0}, target {1}, named {2}, on the PATH {3}: {4}")
  @CsvSource({
    "auto,       true,  true,  true,  CONFIGURED",
    "auto,       false, true,  true,  PROGRAM",
    "auto,       false, false, true,  PROGRAM",
    "auto,       false, true,  false, PROGRAM",
    "auto,       false, false, false, IN_PROCESS",
    "program,    true,  false, true,  PROGRAM",
    "program,    false, true,  false, PROGRAM",
    "in-process, true,  true,  true,  IN_PROCESS",
    "In-Process, false, false, false, IN_PROCESS",
    "configured, true,  true,  true,  CONFIGURED",
  })
  void theBestThereIsUnlessAskedOtherwise(
      String wanted, boolean targeted, boolean named, boolean onPath, EngineKind kind) {
    EngineChoice choice = choose(wanted, targeted, named, onPath);

    assertThat(choice.kind()).isEqualTo(kind);
    assertThat(Optional.ofNullable(choice.executable()).map(TemporalExecutable::file))
        .isEqualTo(
            kind == EngineKind.PROGRAM ? Optional.of(named ? NAMED : FOUND) : Optional.empty());
  }

  @ParameterizedTest(name = "aceiro.engine={0}, target {1}, on the PATH {2}")
  @CsvSource({
    "program,    true,  false, install the Temporal CLI",
    "configured, false, true,  set it to HOST:PORT",
    "nonsense,   true,  true,  'set it to auto, program, in-process or configured'",
  })
  void whatIsAskedForAndIsNotThereIsSaidInOneSentence(
      String wanted, boolean targeted, boolean onPath, String advice) {
    assertThatThrownBy(() -> choose(wanted, targeted, false, onPath))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining(advice)
        .hasMessageStartingWith("aceiro.engine");
  }

  @Test
  void aNamedFileThatIsNoTemporalIsSaidInOneSentence() {
    assertThatThrownBy(
            () ->
                EngineChoice.of(
                    "auto", null, NAMED, file -> Optional.empty(), EngineChoiceTest::found))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("aceiro.engine.program is /opt/temporal");
  }

  private static EngineChoice choose(
      String wanted, boolean targeted, boolean named, boolean onPath) {
    return EngineChoice.of(
        wanted,
        targeted ? "temporal.example:7233" : "",
        named ? NAMED : null,
        file -> Optional.of(new TemporalExecutable(file, "temporal version 1")),
        () -> onPath ? found() : Optional.empty());
  }

  private static Optional<TemporalExecutable> found() {
    return Optional.of(new TemporalExecutable(FOUND, "temporal version 1"));
  }
}
