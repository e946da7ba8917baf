package dev.aceiro.workflows.recovery;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Asks the world whether it has recovered. Read only. Runs on the workers' task queue. */
@ActivityInterface(namePrefix = "recovery.")
public interface RecoveryActivities {
  /**
   * Runs an automatic check once. Answers PASSED or FAILED, never throws for an answer it does not
   * like.
   */
  @ActivityMethod
  CheckResult check(CheckOrder order);
}
