package dev.aceiro.workflows.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BodyTest {
  private static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");

  @Test
  void whatHasPassedIsTakenAsSaid() {
    assertThat(past(NOW.minusMillis(1))).isEqualTo(NOW.minusMillis(1));
    assertThat(past(NOW)).isEqualTo(NOW);
  }

  @Test
  void whatAnotherClockCallsNowIsNow() {
    assertThat(past(NOW.plusMillis(1))).isEqualTo(NOW);
    assertThat(past(NOW.plusSeconds(60))).isEqualTo(NOW);
  }

  @Test
  void whatIsYetToComeHasNotPassed() {
    assertThat(past(NOW.plusSeconds(61))).isNull();
  }

  @Test
  void whatIsNoInstantIsNothing() {
    assertThat(Body.of("when", "yesterday").past("when", NOW)).isNull();
    assertThat(Body.empty().past("when", NOW)).isNull();
  }

  private static Instant past(Instant said) {
    return Body.of("when", said.toString()).past("when", NOW);
  }
}
