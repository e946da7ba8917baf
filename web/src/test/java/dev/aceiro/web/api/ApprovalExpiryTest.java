package dev.aceiro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.containment.Approval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An approval counts for a while from when it is given, whenever the state was captured. */
class ApprovalExpiryTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final Duration VALID = Duration.ofMinutes(15);

  private static Approval given(String digest, int minutes) {
    return new Approval("plooral/on-call", digest, NOON.plus(Duration.ofMinutes(minutes)));
  }

  @Test
  void nothingExpiresBeforeSomebodyHasApproved() {
    assertThat(IncidentViews.expiry("d", List.of(), VALID, NOON)).isNull();
  }

  @Test
  void theEarliestOfThoseThatCountSaysWhen() {
    List<Approval> approvals =
        List.of(given("d", -20), given("other", -10), given("d", -5), given("d", -1));
    assertThat(IncidentViews.expiry("d", approvals, VALID, NOON))
        .isEqualTo(NOON.plus(Duration.ofMinutes(10)));
  }
}
