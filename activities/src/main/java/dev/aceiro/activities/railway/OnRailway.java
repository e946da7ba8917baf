package dev.aceiro.activities.railway;

import dev.aceiro.activities.containment.ActionHandler;
import java.time.Duration;

/** What every handler on Railway has in common, whatever kind of action it takes. */
interface OnRailway<P extends Record> extends ActionHandler<P> {
  /** What it acts with. */
  Railway railway();

  @Override
  default boolean reaches(P parameters) {
    return railway().settings().configured();
  }

  @Override
  default Duration settleTime() {
    return railway().settings().settle();
  }

  @Override
  default Duration verifyTime() {
    return railway().settings().verify();
  }
}
