package dev.aceiro.workflows.containment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each hold stops, of which nature, applied or undone. */
class HoldTest {

  @ParameterizedTest
  @CsvSource({
    // hold, nature, risk, stops apply, stops undo, the same with the evidence taken
    "NO_ROLLBACK,      NONE,       DISRUPTIVE,  false, false, false, false",
    "NO_ROLLBACK,      EVIDENCE,   SAFE,        false, false, false, false",
    "NO_ROLLBACK,      DEPLOYMENT, DISRUPTIVE,  false, true,  false, true",
    "NO_ROLLBACK,      ROLLBACK,   REVERSIBLE,  true,  true,  true,  true",
    "NO_ROLLBACK,      ROTATION,   DISRUPTIVE,  false, false, false, false",
    "EVIDENCE_FIRST,   NONE,       SAFE,        false, false, false, false",
    "EVIDENCE_FIRST,   NONE,       REVERSIBLE,  true,  true,  false, false",
    "EVIDENCE_FIRST,   NONE,       DESTRUCTIVE, true,  true,  false, false",
    "EVIDENCE_FIRST,   EVIDENCE,   SAFE,        false, true,  false, true",
    "EVIDENCE_FIRST,   EVIDENCE,   REVERSIBLE,  false, true,  false, true",
    "EVIDENCE_FIRST,   ROLLBACK,   DISRUPTIVE,  true,  true,  false, false",
    "EVIDENCE_FIRST,   ROTATION,   DISRUPTIVE,  true,  true,  false, false",
    "NO_ROTATION_UNDO, ROTATION,   DISRUPTIVE,  false, true,  false, true",
    "NO_ROTATION_UNDO, ROLLBACK,   DISRUPTIVE,  false, false, false, false",
    "NO_ROTATION_UNDO, NONE,       REVERSIBLE,  false, false, false, false",
  })
  void stops(
      Hold hold,
      Nature nature,
      Risk risk,
      boolean apply,
      boolean undo,
      boolean applyWithEvidence,
      boolean undoWithEvidence) {
    assertThat(hold.stops(OrderKind.APPLY, nature, risk)).isEqualTo(apply);
    assertThat(hold.stops(OrderKind.UNDO, nature, risk)).isEqualTo(undo);
    assertThat(hold.stopsWithEvidence(OrderKind.APPLY, nature, risk)).isEqualTo(applyWithEvidence);
    assertThat(hold.stopsWithEvidence(OrderKind.UNDO, nature, risk)).isEqualTo(undoWithEvidence);
  }

  @ParameterizedTest
  @EnumSource
  void readingIsNeverStopped(Hold hold) {
    for (Nature nature : Nature.values()) {
      for (Risk risk : Risk.values()) {
        assertThat(hold.stops(OrderKind.CAPTURE, nature, risk)).isFalse();
      }
    }
  }

  @Test
  void onlyOneHoldAsksForEvidence() {
    assertThat(Hold.values())
        .filteredOn(Hold::asksForEvidence)
        .containsExactly(Hold.EVIDENCE_FIRST);
  }
}
