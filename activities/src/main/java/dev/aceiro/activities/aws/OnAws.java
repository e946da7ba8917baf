package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionHandler;
import java.time.Duration;

/** What every handler on AWS has in common, whatever kind of action it takes. */
interface OnAws<P extends Record & Located> extends ActionHandler<P> {
  /** What it acts with. */
  Aws aws();

  /**
   * Where its requests go.
   *
   * @throws dev.aceiro.activities.containment.ActionRefusedException if the account is not
   *     configured
   */
  default Place place(P parameters) {
    return aws().place(parameters.region(), parameters.account());
  }

  /** The same, whether or not it can be reached. */
  default Place imaginedPlace(P parameters) {
    return aws().imagined(parameters.region(), parameters.account());
  }

  @Override
  default boolean reaches(P parameters) {
    return aws().settings().reaches(parameters.account());
  }

  @Override
  default Duration settleTime() {
    return aws().settings().settle();
  }

  @Override
  default Duration verifyTime() {
    return aws().settings().verify();
  }
}
