package dev.aceiro.activities.containment;

import dev.aceiro.activities.store.Claims;
import dev.aceiro.activities.store.StoreUnavailableException;
import dev.aceiro.workflows.containment.ContainmentActivities;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.Reading;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.containment.SurveyOrder;
import dev.aceiro.workflows.containment.WorkOrder;
import dev.aceiro.workflows.incident.Params;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes work orders, whatever their type: the same path for every handler. Nothing here knows a
 * service, and no handler knows of claims.
 */
final class ContainmentActivitiesImpl implements ContainmentActivities {
  private static final Logger log = LoggerFactory.getLogger(ContainmentActivitiesImpl.class);

  /** Noted where a call was made, and reading shows that it did nothing. */
  private static final String NO_EFFECT = "NO_EFFECT";

  /** How long after its claim a call may begin: a process that slept must not wake up and call. */
  private static final Duration FRESH = Duration.ofSeconds(8);

  private static final String TARGET_UNREADABLE = "TARGET_UNREADABLE";

  /** How often a target is looked at before somebody is told that it cannot be read. */
  private static final int LOOKS = 3;

  /** How long reading may fail beyond the settle time before a person is asked. */
  private static final Duration UNREADABLE = Duration.ofSeconds(60);

  private final ActionRegistry registry;
  private final Claims claims;
  private final BeforeStates beforeStates;
  private final ContainmentSettings settings;
  private final InstantSource clock;
  private final Surveyor surveyor;

  ContainmentActivitiesImpl(
      ActionRegistry registry,
      Claims claims,
      BeforeStates beforeStates,
      ContainmentSettings settings,
      InstantSource clock) {
    this.registry = registry;
    this.claims = claims;
    this.beforeStates = beforeStates;
    this.settings = settings;
    this.clock = clock;
    this.surveyor = new Surveyor(registry, beforeStates, settings, clock);
  }

  @Override
  public StepResult capture(WorkOrder order) {
    return beating(heart -> captured(Work.of(order, registry)));
  }

  @Override
  public StepResult apply(WorkOrder order) {
    return beating(heart -> applied(Work.of(order, registry), heart));
  }

  @Override
  public StepResult settle(WorkOrder order) {
    return settling(
        order,
        (work, heart) ->
            settled(
                work,
                heart,
                work::apply,
                work::effect,
                Outcome.APPLIED,
                Outcome.ACHIEVED_CAUSE_UNPROVEN));
  }

  @Override
  public StepResult verify(WorkOrder order) {
    return beating(heart -> verified(Work.of(order, registry), heart));
  }

  @Override
  public StepResult undo(WorkOrder order) {
    return beating(heart -> undone(Work.of(order, registry), heart));
  }

  @Override
  public StepResult settleUndo(WorkOrder order) {
    return settling(
        order,
        (work, heart) ->
            settled(work, heart, work::undo, work::undoEffect, Outcome.UNDONE, Outcome.UNDONE));
  }

  @Override
  public List<Reading> survey(SurveyOrder order) {
    try (Heart heart = new Heart(Activity.getExecutionContext())) {
      return surveyor.survey(order, heart);
    }
  }

  // ---- capture ----

  private StepResult captured(Work<?> work) {
    WorkOrder order = work.order();
    Before before;
    try {
      before = looked(work);
    } catch (UnreadableException unreadable) {
      // what passes by itself is not worth anybody's attention
      if (Activity.getExecutionContext().getInfo().getAttempt() < LOOKS) {
        throw unreadable.failure();
      }
      return Steps.of(Outcome.FAILED, true, unreadable.code, unreadable.params);
    }
    if (before.already()) {
      return Steps.of(Outcome.ALREADY, "ALREADY", "target", before.target());
    }
    Instant now = clock.instant();
    String digest = Captured.digest(order.type(), before);
    beforeStates.keep(order, digest, before, now);
    boolean undoable = before.undoable() && (work.reached() || order.drill());
    return Steps.of(
        Outcome.CAPTURED,
        Captured.capture(digest, before, undoable, work.nature(before), now),
        work.reached() ? "CAPTURED" : "DRY",
        Params.none());
  }

  private static Before looked(Work<?> work) {
    try {
      return work.look();
    } catch (ActionRefusedException | StoreUnavailableException e) {
      throw e;
    } catch (NotTakenException e) {
      throw new UnreadableException(e.code(), e.params());
    } catch (RuntimeException e) {
      log.warn("{} cannot be read: {}", work.order().type(), Redaction.of(e.toString()));
      throw new UnreadableException(
          TARGET_UNREADABLE, Params.of("failure", e.getClass().getSimpleName()));
    }
  }

  /**
   * The target cannot be read now. Without its cause: what a service says may hold what nobody must
   * read in a history.
   */
  private static final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final transient SortedMap<String, String> params;

    UnreadableException(String code, SortedMap<String, String> params) {
      super("The target cannot be read: " + code + " " + params, null, false, false);
      this.code = code;
      this.params = params;
    }

    /** For an order that is tried again until its approval expires. */
    ApplicationFailure beforeTheClaim() {
      String why = code.equals(TARGET_UNREADABLE) ? "TARGET_UNREADABLE_YET" : code;
      return ApplicationFailure.newFailure(
          "No claim, no call: " + Redaction.of(String.valueOf(getMessage())),
          NOT_CLAIMED,
          Steps.of(Outcome.UNREADABLE, true, why, params));
    }

    ApplicationFailure failure() {
      return ApplicationFailure.newFailure(String.valueOf(getMessage()), "UNREADABLE");
    }
  }

  // ---- apply, undo ----

  private StepResult applied(Work<?> work, Heart heart) {
    Before now;
    try {
      // An order that was given again after a resumption: the world has moved because of its call.
      if (claims.find(work.order()).isPresent()) {
        return Steps.of(Outcome.UNKNOWN, "CLAIMED_BEFORE");
      }
      now = looked(work);
    } catch (StoreUnavailableException away) {
      throw notClaimed(away.getMessage());
    } catch (UnreadableException unreadable) {
      throw unreadable.beforeTheClaim();
    }
    if (now.already()) {
      return Steps.of(Outcome.ALREADY, "ALREADY", "target", now.target());
    }
    if (!Captured.digest(work.order().type(), now).equals(work.order().digest())) {
      return Steps.of(Outcome.STALE, "WORLD_MOVED", "target", now.target());
    }
    return claimed(work, heart, now, work::apply, Outcome.APPLIED);
  }

  private StepResult undone(Work<?> work, Heart heart) {
    Before before;
    try {
      before = beforeStates.of(work.order()).before();
    } catch (StoreUnavailableException away) {
      throw notClaimed(away.getMessage());
    }
    return claimed(work, heart, before, work::undo, Outcome.UNDONE);
  }

  private StepResult claimed(
      Work<?> work, Heart heart, Before before, Making making, Outcome success) {
    Instant claimedAt = clock.instant();
    long asked = System.nanoTime();
    Claims.Answer answer;
    try {
      answer = claims.claim(work.order(), settings.limits());
    } catch (StoreUnavailableException away) {
      throw notClaimed(away.getMessage());
    }
    return switch (answer) {
      case CLAIMED -> {
        StepResult result =
            System.nanoTime() - asked > FRESH.toNanos()
                ? Steps.of(Outcome.FAILED, true, NEVER_CALLED, Params.none())
                : made(work, heart, before, work.call(claimedAt), making, success);
        note(work.order(), result);
        yield result;
      }
      case ALREADY_CLAIMED -> Steps.of(Outcome.UNKNOWN, "CLAIMED_BEFORE");
      case SUPERSEDED -> Steps.of(Outcome.STALE, "SUPERSEDED");
      case EXPIRED -> Steps.of(Outcome.STALE, "APPROVAL_EXPIRED");
      case KILLED -> Steps.of(Outcome.STOPPED, "KILL_SWITCH");
      case HELD -> held(work.order());
      case BUSY -> throw waitingForItsTurn(work.order());
      case LIMITED -> Steps.of(Outcome.STOPPED, "LIMIT_REACHED");
    };
  }

  /** The one call; what it answers, or that nobody knows. */
  private StepResult made(
      Work<?> work, Heart heart, Before before, Call call, Making making, Outcome success) {
    if (work.stubbed()) {
      return simulated(success, before);
    }
    if (!work.reached()) {
      return dry(before);
    }
    heart.says("calling");
    try {
      Receipt receipt = making.make(before, call);
      return receipt.withPerson()
          ? Steps.of(Outcome.WITH_PERSON, false, "WITH_PERSON", receipt.params())
          : Steps.of(success, false, "ACCEPTED", receipt.params());
    } catch (ActionRefusedException refused) {
      return Steps.refused(refused);
    } catch (NotTakenException notTaken) {
      // The next call follows at once; whoever throttles wants a pause.
      heart.rest(settings.poll());
      return Steps.of(Outcome.FAILED, true, notTaken.code(), notTaken.params());
    } catch (RuntimeException nobodyKnows) {
      log.warn(
          "{} {} has no clear answer: {}",
          call.incident(),
          call.action(),
          Redaction.of(nobodyKnows.toString()));
      return Steps.of(
          Outcome.UNKNOWN, "NO_CLEAR_ANSWER", "failure", nobodyKnows.getClass().getSimpleName());
    }
  }

  private static StepResult simulated(Outcome success, Before before) {
    return Steps.of(success, "SIMULATED", "call", before.call());
  }

  private static StepResult dry(Before before) {
    return Steps.of(
        Outcome.WITH_PERSON, "DRY", "call", before.call(), "instruction", before.byHand());
  }

  private void note(WorkOrder order, StepResult result) {
    try {
      claims.outcome(order, result.outcome(), result.code());
    } catch (StoreUnavailableException away) {
      log.warn("{} {}: its outcome is not noted", order.incident(), order.action());
    }
  }

  private StepResult held(WorkOrder order) {
    String hold = null;
    try {
      hold = claims.holding(order).orElse(null);
    } catch (StoreUnavailableException away) {
      log.debug("Nobody knows which hold keeps {} back: {}", order.action(), away.getMessage());
    }
    return POLICY_GONE.equals(hold)
        ? Steps.of(Outcome.STOPPED, POLICY_GONE)
        : Steps.of(Outcome.STOPPED, "HELD", "hold", hold);
  }

  /** It is tried again until the approval expires; meanwhile people see what it waits for. */
  private ApplicationFailure waitingForItsTurn(WorkOrder order) {
    SortedMap<String, String> params = Params.none();
    try {
      params =
          claims.inTheWayOf(order).stream()
              .findFirst()
              .map(
                  other ->
                      Params.of(
                          "incident",
                          other.incident(),
                          "otherAction",
                          other.action(),
                          "otherType",
                          other.type(),
                          "environment",
                          order.environment()))
              .orElse(params);
    } catch (StoreUnavailableException away) {
      log.debug("Nobody knows what {} waits for: {}", order.action(), away.getMessage());
    }
    return ApplicationFailure.newFailure(
        "No claim, no call: others are under way",
        NOT_CLAIMED,
        Steps.of(Outcome.UNREADABLE, true, ENVIRONMENT_BUSY, params));
  }

  private static ApplicationFailure notClaimed(@Nullable String why) {
    return ApplicationFailure.newFailure(
        "No claim, no call: " + Redaction.of(String.valueOf(why)), NOT_CLAIMED);
  }

  // ---- settle ----

  private StepResult settled(
      Work<?> work,
      Heart heart,
      Making making,
      Looking reading,
      Outcome success,
      Outcome unproven) {
    WorkOrder order = work.order();
    Optional<Claims.Claim> claim = claims.find(order);
    if (claim.isEmpty()) {
      if (claims.forbid(order, NEVER_CALLED)) {
        return Steps.of(Outcome.FAILED, true, NEVER_CALLED, Params.none());
      }
      claim = claims.find(order);
    }
    Claims.Claim made =
        claim.orElseThrow(() -> new IllegalStateException("a claim that cannot be found"));
    Outcome noted = made.outcome();
    String code = made.code();
    if (noted != null && noted != Outcome.UNKNOWN) {
      // The answer was noted and only its report was lost.
      return Steps.of(
          noted,
          noted == Outcome.FAILED && (!NO_EFFECT.equals(code) || work.handler().harmlessToRepeat()),
          code == null ? "ACCEPTED" : code,
          noted == Outcome.WITH_PERSON ? instruction(work) : Params.none());
    }
    Before before = beforeStates.of(order).before();
    Call call = work.call(made.claimedAt());
    StepResult result;
    if (work.stubbed()) {
      result = simulated(success, before);
    } else if (!work.reached()) {
      result = dry(before);
    } else if (work.handler().effectFree()) {
      result = made(work, heart, before, call, making, success);
    } else {
      result = read(work, heart, before, call, reading, success, unproven);
    }
    note(order, result);
    return result;
  }

  private SortedMap<String, String> instruction(Work<?> work) {
    Before before = beforeStates.of(work.order()).before();
    String byHand = before.byHand();
    return Params.of("call", before.call(), "instruction", byHand == null ? before.call() : byHand);
  }

  private StepResult read(
      Work<?> work,
      Heart heart,
      Before before,
      Call call,
      Looking reading,
      Outcome success,
      Outcome unproven) {
    Instant settledAt = call.claimedAt().plus(work.handler().settleTime());
    heart.says("reading whether the call took effect");
    while (true) {
      Instant now = clock.instant();
      boolean last = !now.isBefore(settledAt);
      try {
        Effect effect = reading.read(before, call);
        if (effect.kind() == Effect.Kind.OURS) {
          return Steps.of(success, false, "SETTLED", effect.params());
        }
        if (last) {
          return effect.kind() == Effect.Kind.UNPROVEN
              ? Steps.of(unproven, false, "CAUSE_UNPROVEN", effect.params())
              : Steps.of(
                  Outcome.FAILED, work.handler().harmlessToRepeat(), NO_EFFECT, effect.params());
        }
      } catch (ActivityCompletionException stop) {
        throw stop;
      } catch (RuntimeException unread) {
        log.warn("{} cannot be read: {}", work.order().type(), Redaction.of(unread.toString()));
        if (!now.isBefore(settledAt.plus(UNREADABLE))) {
          return Steps.of(
              Outcome.UNKNOWN, "UNREADABLE", "failure", unread.getClass().getSimpleName());
        }
      }
      heart.rest(settings.poll());
    }
  }

  // ---- verify ----

  private StepResult verified(Work<?> work, Heart heart) {
    WorkOrder order = work.order();
    if (work.stubbed()) {
      return simulated(Outcome.APPLIED, beforeStates.of(order).before());
    }
    if (!work.reached()) {
      return Steps.of(Outcome.APPLIED, "DRY");
    }
    BeforeStates.Kept kept = beforeStates.of(order);
    Instant claimedAt = claims.find(order).map(Claims.Claim::claimedAt).orElseGet(kept::at);
    Call call = work.call(claimedAt);
    Instant end = claimedAt.plus(work.handler().verifyTime());
    SortedMap<String, String> latest = Params.none();
    while (true) {
      boolean last = !clock.instant().isBefore(end);
      try {
        Progress progress = work.verify(kept.before(), call);
        latest = progress.params();
        heart.says(progress.code() + " " + latest);
        switch (progress.state()) {
          case DONE -> {
            return Steps.of(
                Outcome.APPLIED,
                progress.undoable()
                    ? null
                    : Captured.capture(
                        kept.digest(), kept.before(), false, work.nature(kept.before()), kept.at()),
                progress.code(),
                latest);
          }
          case FAILED -> {
            return Steps.of(Outcome.FAILED, false, progress.code(), latest);
          }
          case RUNNING -> {}
        }
      } catch (ActivityCompletionException stop) {
        throw stop;
      } catch (RuntimeException unread) {
        log.warn("{} cannot be read: {}", order.type(), Redaction.of(unread.toString()));
      }
      if (last) {
        return Steps.of(Outcome.FAILED, false, "NOT_IN_TIME", latest);
      }
      heart.rest(settings.poll());
    }
  }

  private StepResult beating(Function<Heart, StepResult> work) {
    try (Heart heart = new Heart(Activity.getExecutionContext())) {
      return work.apply(heart);
    } catch (ActionRefusedException refused) {
      return Steps.refused(refused);
    }
  }

  /** Like {@link #beating}; what cannot be read is not known, and never a refusal. */
  private StepResult settling(WorkOrder order, BiFunction<Work<?>, Heart, StepResult> settle) {
    try (Heart heart = new Heart(Activity.getExecutionContext())) {
      return settle.apply(Work.of(order, registry), heart);
    } catch (ActionRefusedException unreadable) {
      return Steps.of(Outcome.UNKNOWN, false, unreadable.code(), unreadable.params());
    }
  }

  /** Makes the one call. */
  @FunctionalInterface
  private interface Making {
    Receipt make(Before before, Call call);
  }

  /** Reads what became of it. */
  @FunctionalInterface
  private interface Looking {
    Effect read(Before before, Call call);
  }
}
