package dev.aceiro.workflows.containment;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/**
 * What the responder does with its credentials. Runs on {@link #TASK_QUEUE} alone.
 *
 * <p>Every method that changes something inserts a unique claim (incident, action, kind, attempt)
 * in PostgreSQL in the same transaction in which it checks generation, kill switch and approval
 * expiry, and only then makes its one call.
 */
@ActivityInterface(namePrefix = "containment.")
public interface ContainmentActivities {
  /** The privileged task queue. */
  String TASK_QUEUE = "aceiro-responder";

  /**
   * Failure type of an apply or undo that could not reach PostgreSQL, or of an apply that could not
   * read its target; of the latter the detail is a {@link StepResult} that says why. No claim was
   * made, no call either.
   */
  String NOT_CLAIMED = "NOT_CLAIMED";

  /** Code of a report that a target which could not be read has been read. */
  String READ_AGAIN = "READ_AGAIN";

  /** Code of a report that others are under way in the environment: it waits for its turn. */
  String ENVIRONMENT_BUSY = "ENVIRONMENT_BUSY";

  /** Code of an order that only a policy approved, and it would no longer. */
  String POLICY_GONE = "POLICY_GONE";

  /** Code of a FAILED attempt whose claim was closed before anybody could have called. */
  String NEVER_CALLED = "NEVER_CALLED";

  /**
   * Reads target and before-state and stores them. Changes nothing, may be repeated.
   *
   * @return CAPTURED with the capture, ALREADY, REFUSED with the reason, or FAILED, harmless to
   *     repeat, with the reason why the target cannot be read now
   */
  @ActivityMethod
  StepResult capture(WorkOrder order);

  /**
   * Claims the attempt and makes the one call. Scheduled with one attempt: a lost answer is
   * settled, never repeated.
   *
   * @return APPLIED (call accepted), ALREADY, WITH_PERSON, REFUSED, FAILED, STALE (approval expired
   *     or the world moved) or UNKNOWN (claimed before, or no clear answer)
   */
  @ActivityMethod
  StepResult apply(WorkOrder order);

  /**
   * Reads, through the handler's settle time, whether a claimed attempt took effect. May be
   * repeated.
   *
   * @return APPLIED, ACHIEVED_CAUSE_UNPROVEN, FAILED (did not take effect) or UNKNOWN
   */
  @ActivityMethod
  StepResult settle(WorkOrder order);

  /**
   * Waits until the effect of an applied order is there, heartbeating its progress. May be
   * repeated.
   *
   * @return APPLIED, or FAILED with the reason if its time is up
   */
  @ActivityMethod
  StepResult verify(WorkOrder order);

  /**
   * Claims the attempt and makes the one call that undoes an applied action.
   *
   * @return UNDONE, ALREADY, REFUSED, FAILED or UNKNOWN
   */
  @ActivityMethod
  StepResult undo(WorkOrder order);

  /**
   * Reads whether a claimed undo took effect. May be repeated.
   *
   * @return UNDONE, FAILED or UNKNOWN
   */
  @ActivityMethod
  StepResult settleUndo(WorkOrder order);

  /**
   * Reads the targets of a playbook's steps. Changes nothing, may be repeated.
   *
   * @return one reading for each step, at most 8 KB together
   */
  @ActivityMethod
  List<Reading> survey(SurveyOrder order);
}
