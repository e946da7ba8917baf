package dev.aceiro.workflows.containment;

import dev.aceiro.workflows.incident.IncidentWorkflow;
import dev.aceiro.workflows.incident.Params;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Executes one work order. When effects are uncertain it prefers a stop to a duplicate. */
public final class ActionWorkflowImpl implements ActionWorkflow {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

  /** Who has waited for long looks again after this part of the time: the history stays short. */
  private static final int PART = 60;

  private static final int MOST_CALLS = 2;
  private static final Duration FIRST_LOOK_AGAIN = Duration.ofSeconds(5);
  private static final Duration LAST_LOOK_AGAIN = Duration.ofMinutes(1);
  private static final Duration LONGEST_LOOKING = Duration.ofMinutes(15);

  private final WorkOrder order;

  /** Why the incident was told that it waits; null where it was not. */
  private @Nullable String waitsFor;

  /** Whether the effect of the accepted call was seen; null while nobody has looked. */
  private @Nullable Boolean effectSeen;

  private final ContainmentActivities reads =
      Workflow.newActivityStub(
          ContainmentActivities.class,
          responder()
              .setStartToCloseTimeout(Duration.ofMinutes(2))
              .setHeartbeatTimeout(Duration.ofSeconds(10))
              .setRetryOptions(
                  RetryOptions.newBuilder().setMaximumInterval(Duration.ofSeconds(10)).build())
              .build());

  private final ContainmentActivities waits =
      Workflow.newActivityStub(
          ContainmentActivities.class,
          responder()
              .setStartToCloseTimeout(Duration.ofMinutes(20))
              .setHeartbeatTimeout(Duration.ofSeconds(10))
              .setRetryOptions(
                  RetryOptions.newBuilder().setMaximumInterval(Duration.ofSeconds(10)).build())
              .build());

  private final ContainmentActivities writes =
      Workflow.newActivityStub(
          ContainmentActivities.class,
          responder()
              .setScheduleToStartTimeout(Duration.ofMinutes(2))
              .setStartToCloseTimeout(Duration.ofMinutes(2))
              .setHeartbeatTimeout(Duration.ofSeconds(10))
              .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
              .build());

  /** Takes the order. */
  @WorkflowInit
  public ActionWorkflowImpl(WorkOrder order) {
    this.order = order;
  }

  private static ActivityOptions.Builder responder() {
    return ActivityOptions.newBuilder()
        .setTaskQueue(ContainmentActivities.TASK_QUEUE)
        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED);
  }

  @Override
  public void run(WorkOrder given) {
    StepResult result =
        switch (order.kind()) {
          case CAPTURE -> capture();
          case APPLY -> apply();
          case UNDO -> call(writes::undo, reads::settleUndo);
        };
    report(result);
  }

  /**
   * Reads the target. Where that fails for longer than a moment people are told why, and it is
   * tried again for a while; then the action has failed and they may propose it again, or by hand.
   */
  private StepResult capture() {
    StepResult result = reads.capture(order);
    if (!unreadable(result)
        || Workflow.getVersion("unreadable-target", Workflow.DEFAULT_VERSION, 1)
            == Workflow.DEFAULT_VERSION) {
      return result;
    }
    Instant since = now();
    Instant end = since.plus(LONGEST_LOOKING);
    Duration pause = FIRST_LOOK_AGAIN;
    String told = "";
    while (unreadable(result) && now().isBefore(end)) {
      if (!told.equals(result.code()) && toldOnce(result)) {
        told = result.code();
      }
      Workflow.sleep(pause);
      pause = longer(pause, LAST_LOOK_AGAIN, since);
      result = reads.capture(order);
    }
    return result;
  }

  private static boolean unreadable(StepResult result) {
    return result.outcome() == Outcome.FAILED && result.harmlessToRepeat();
  }

  private boolean toldOnce(StepResult unreadable) {
    try {
      incident()
          .actionReported(report(Outcome.UNREADABLE, null, unreadable.code(), unreadable.params()));
      return true;
    } catch (RuntimeException notThere) {
      return false;
    }
  }

  private StepResult apply() {
    StepResult applied = call(writes::apply, reads::settle);
    return applied.outcome() == Outcome.APPLIED ? verified(applied) : applied;
  }

  /**
   * Makes the call at most once for an approval, unless its handler says that a repeat is harmless.
   * What was never called does not count: it is tried until the approval expires.
   */
  private StepResult call(
      Function<WorkOrder, StepResult> once, Function<WorkOrder, StepResult> settle) {
    WorkOrder attempt = order;
    for (int calls = 1; ; calls++) {
      StepResult result = attempt(attempt, once, settle);
      if (result.outcome() != Outcome.FAILED || !result.harmlessToRepeat()) {
        return result;
      }
      if (calls >= MOST_CALLS && !neverCalled(result)) {
        return result;
      }
      // A new claim for the same approval: the first call is known not to have taken effect.
      attempt = attempt.again();
    }
  }

  /** The responder refuses the claim of an approval that has expired, which ends this. */
  private static boolean neverCalled(StepResult result) {
    return ContainmentActivities.NEVER_CALLED.equals(result.code())
        && Workflow.getVersion("never-called", Workflow.DEFAULT_VERSION, 1)
            != Workflow.DEFAULT_VERSION;
  }

  private StepResult attempt(
      WorkOrder attempt,
      Function<WorkOrder, StepResult> once,
      Function<WorkOrder, StepResult> settle) {
    Instant since = now();
    Duration pause = FIRST_PAUSE;
    StepResult unread = null;
    while (true) {
      try {
        StepResult result = once.apply(attempt);
        readAgain();
        return result.outcome() == Outcome.UNKNOWN ? settle.apply(attempt) : result;
      } catch (ActivityFailure failure) {
        if (notStarted(failure)) {
          return result(Outcome.STALE, "RESPONDER_LATE");
        }
        if (!notClaimed(failure)) {
          mayHaveCalled();
          return settle.apply(attempt);
        }
        StepResult before = unread;
        unread = unreadTarget(failure);
        // what passes by itself is not worth anybody's attention
        if (before != null && unread != null) {
          tellOfWaiting(unread);
        }
        // PostgreSQL or the target is away: no claim, no call. Waiting is free of risk until the
        // approval expires.
        Workflow.sleep(pause);
        pause = longer(pause, LONGEST_PAUSE, since);
        if (expired()) {
          return result(Outcome.STALE, "APPROVAL_EXPIRED");
        }
      }
    }
  }

  /** Why the target cannot be read; null where something else was in the way. */
  private static @Nullable StepResult unreadTarget(ActivityFailure failure) {
    return failure.getCause() instanceof ApplicationFailure cause
            && cause.getDetails().getSize() > 0
        ? cause.getDetails().get(0, StepResult.class)
        : null;
  }

  private void tellOfWaiting(StepResult unread) {
    if (!unread.code().equals(waitsFor)
        && Workflow.getVersion("unreadable-at-apply", Workflow.DEFAULT_VERSION, 1)
            != Workflow.DEFAULT_VERSION
        && toldOnce(unread)) {
      waitsFor = unread.code();
    }
  }

  /** What was told of waiting is no longer so. */
  private void readAgain() {
    if (waitsFor != null
        && toldOnce(result(Outcome.UNREADABLE, ContainmentActivities.READ_AGAIN))) {
      waitsFor = null;
    }
  }

  /** The call may have been made: nobody is to believe that it still waits. */
  private void mayHaveCalled() {
    if (waitsFor != null
        && Workflow.getVersion("told-before-settling", Workflow.DEFAULT_VERSION, 1)
            != Workflow.DEFAULT_VERSION) {
      readAgain();
    }
  }

  private StepResult verified(StepResult applied) {
    StepResult verified = waits.verify(order);
    boolean seen = verified.outcome() == Outcome.APPLIED;
    effectSeen = seen;
    return seen
        ? verified
        : new StepResult(
            Outcome.APPLIED, applied.capture(), false, verified.code(), verified.params());
  }

  private boolean expired() {
    Instant expires = order.approvalExpiresAt();
    return expires != null && !now().isBefore(expires);
  }

  private static boolean notStarted(ActivityFailure failure) {
    return failure.getCause() instanceof TimeoutFailure timeout
        && timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START;
  }

  private static boolean notClaimed(ActivityFailure failure) {
    return failure.getCause() instanceof ApplicationFailure cause
        && cause.getType().equals(ContainmentActivities.NOT_CLAIMED);
  }

  private static Duration longer(Duration pause, Duration longest, Instant since) {
    Duration twice = pause.multipliedBy(2);
    Duration part = Duration.between(since, now()).dividedBy(PART);
    Duration most = part.compareTo(longest) > 0 ? part : longest;
    return twice.compareTo(most) > 0 ? most : twice;
  }

  private static StepResult result(Outcome outcome, String code) {
    return new StepResult(outcome, null, false, code, Params.none());
  }

  /** Reports until the incident has heard it: it may be between two runs, or being resumed. */
  private void report(StepResult result) {
    ActionReport report =
        report(result.outcome(), result.capture(), result.code(), result.params());
    Instant since = now();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        incident().actionReported(report);
        return;
      } catch (RuntimeException notThere) {
        Workflow.sleep(pause);
        pause = longer(pause, LONGEST_SILENCE, since);
      }
    }
  }

  private IncidentWorkflow incident() {
    return Workflow.newExternalWorkflowStub(IncidentWorkflow.class, order.incidentWorkflowId());
  }

  private ActionReport report(
      Outcome outcome, @Nullable Capture capture, String code, SortedMap<String, String> params) {
    return new ActionReport(
        order.action(),
        order.kind(),
        order.attempt(),
        outcome,
        capture,
        code,
        params,
        now(),
        effectSeen);
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
