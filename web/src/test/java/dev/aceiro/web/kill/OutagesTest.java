package dev.aceiro.web.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutagesTest {
  private static final Instant T = Instant.parse("2026-03-01T12:00:00Z");
  private final Outages outages = new Outages();

  OutagesTest() {
    outages.add("application", T.plusSeconds(10), T.plusSeconds(20));
    outages.add("engine", T.plusSeconds(22), T.plusSeconds(25));
  }

  @Test
  void whatIsDueWhileAllIsWellIsPossibleAtOnce() {
    assertThat(outages.possibleFrom(T.plusSeconds(5), T.plusSeconds(6)))
        .isEqualTo(T.plusSeconds(5));
  }

  @Test
  void whatIsDueDuringAnOutageIsPossibleFromItsEnd() {
    assertThat(outages.possibleFrom(T.plusSeconds(12), T.plusSeconds(21)))
        .isEqualTo(T.plusSeconds(20));
  }

  @Test
  void theLastOutageBeforeItHappenedCounts() {
    assertThat(outages.possibleFrom(T.plusSeconds(12), T.plusSeconds(26)))
        .isEqualTo(T.plusSeconds(25));
  }
}
