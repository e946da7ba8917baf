package dev.aceiro.workflows.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.Risk;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What runs without an approval, and what waits for one. */
class AutomaticTest {

  @ParameterizedTest
  @CsvSource({
    // risk, undoable, severity, environment, runs
    "REVERSIBLE,  true,  P0, prod, true",
    "REVERSIBLE,  false, P0, prod, false",
    "SAFE,        false, P0, prod, true",
    "DISRUPTIVE,  true,  P0, prod, false",
    "DESTRUCTIVE, true,  P0, prod, false",
    "REVERSIBLE,  true,  P1, prod, false",
    "REVERSIBLE,  true,  P0, hml,  false",
    "REVERSIBLE,  true,  P0, ,     false",
  })
  void permits(
      Risk risk, boolean undoable, String severity, @Nullable String environment, boolean runs) {
    Capture capture =
        new Capture("digest", "target", risk, undoable, new TreeMap<>(), Instant.EPOCH);
    assertThat(
            new Automatic(List.of("P0"), List.of("prod"), "")
                .permits(severity, environment, capture))
        .isEqualTo(runs);
  }

  @ParameterizedTest
  @CsvSource({"prod", "hml", ","})
  void whereNoEnvironmentIsNamedAnyWillDo(@Nullable String environment) {
    Capture capture =
        new Capture("digest", "target", Risk.SAFE, false, new TreeMap<>(), Instant.EPOCH);
    assertThat(new Automatic(List.of("P0"), List.of(), "").permits("P0", environment, capture))
        .isTrue();
  }
}
