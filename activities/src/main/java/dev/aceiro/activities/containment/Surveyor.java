package dev.aceiro.activities.containment;

import dev.aceiro.workflows.containment.Made;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Reading;
import dev.aceiro.workflows.containment.SurveyOrder;
import dev.aceiro.workflows.containment.SurveyStep;
import dev.aceiro.workflows.containment.WorkOrder;
import dev.aceiro.workflows.incident.Params;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the targets of a playbook with the handlers of its steps. Changes nothing. */
final class Surveyor {
  private static final Logger log = LoggerFactory.getLogger(Surveyor.class);

  /** The most bytes of values that one survey may have (UTF-8). */
  static final int BYTES = 8 * 1024;

  private static final int LOOKS = 3;

  /** How soon it hears that the activity is to end. */
  private static final Duration BREATH = Duration.ofSeconds(1);

  private final ActionRegistry registry;
  private final BeforeStates beforeStates;
  private final ContainmentSettings settings;
  private final InstantSource clock;

  Surveyor(
      ActionRegistry registry,
      BeforeStates beforeStates,
      ContainmentSettings settings,
      InstantSource clock) {
    this.registry = registry;
    this.beforeStates = beforeStates;
    this.settings = settings;
    this.clock = clock;
  }

  List<Reading> survey(SurveyOrder order, Heart heart) {
    List<Done> ledger = ledger(order);
    List<Reading> readings = new ArrayList<>();
    int bytes = 0;
    for (Reading reading : readAll(order, ledger, heart)) {
      bytes += bytes(reading.values()) + bytes(reading.accounted());
      readings.add(
          bytes <= BYTES
              ? reading
              : nothing(
                  reading.step(), Reading.State.LEFT_OUT, reading.target(), "TOO_MUCH_TO_COMPARE"));
    }
    return readings;
  }

  /**
   * All at once: a target that is slow holds up no other, and is left alone when its time is up.
   */
  private List<Reading> readAll(SurveyOrder order, List<Done> ledger, Heart heart) {
    heart.says("reading " + order.steps().size());
    ExecutorService readers =
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("aceiro-survey").factory());
    try {
      List<Future<Reading>> all = new ArrayList<>();
      for (SurveyStep step : order.steps()) {
        all.add(readers.submit(() -> read(order, step, ledger, heart)));
      }
      long end = System.nanoTime() + settings.readWithin().toNanos();
      List<Reading> readings = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        Reading reading = inTime(all.get(i), end, heart);
        readings.add(
            reading != null
                ? reading
                : nothing(order.steps().get(i), Reading.State.UNREADABLE, "", "TARGET_SLOW"));
      }
      return readings;
    } finally {
      readers.shutdownNow();
    }
  }

  /** What was read, or null where it takes too long. */
  private static @Nullable Reading inTime(Future<Reading> reading, long end, Heart heart) {
    while (true) {
      long left = end - System.nanoTime();
      try {
        return reading.get(Math.clamp(left, 0, BREATH.toNanos()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException notYet) {
        if (left <= 0) {
          return null;
        }
        heart.rest(Duration.ZERO);
      } catch (ExecutionException broken) {
        if (broken.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new IllegalStateException(broken.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  private static int bytes(SortedMap<String, String> values) {
    return values.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private Reading read(SurveyOrder order, SurveyStep step, List<Done> ledger, Heart heart) {
    Work<?> work;
    try {
      work = Work.of(work(order, "", step.type(), step.parameters(), null), registry);
    } catch (ActionRefusedException notNamed) {
      return nothing(step, Reading.State.LEFT_OUT, "", notNamed.code());
    }
    if (work.handler().effectFree()) {
      return nothing(step, Reading.State.LEFT_OUT, "", "BY_HAND");
    }
    if (!work.reached()) {
      return nothing(step, Reading.State.LEFT_OUT, "", "NOT_REACHED");
    }
    for (int look = 1; ; look++) {
      try {
        return reading(order, step, work, ledger);
      } catch (ActionRefusedException refused) {
        return nothing(step, Reading.State.LEFT_OUT, "", refused.code());
      } catch (RuntimeException unreadable) {
        log.warn("{} cannot be read: {}", step.type(), Redaction.of(unreadable.toString()));
        if (look == LOOKS) {
          String code =
              unreadable instanceof NotTakenException notTaken ? notTaken.code() : "TARGET_UNREAD";
          return nothing(step, Reading.State.UNREADABLE, "", code);
        }
      }
      heart.rest(settings.poll());
    }
  }

  private Reading reading(SurveyOrder order, SurveyStep step, Work<?> work, List<Done> ledger) {
    Before found = work.look();
    SortedMap<String, String> standing = work.handler().standing(found);
    String target = Redaction.of(found.target());
    if (standing == null) {
      return nothing(step, Reading.State.LEFT_OUT, target, "NOTHING_STANDS");
    }
    List<Done> here =
        ledger.stream().filter(done -> done.before().target().equals(found.target())).toList();
    boolean baseline = order.kind() == SurveyOrder.Kind.BASELINE;
    return new Reading(
        step,
        Reading.State.READ,
        target,
        Standing.shown(baseline ? before(step, standing, here) : standing),
        baseline ? Params.none() : Standing.shown(accounted(here)),
        "READ",
        clock.instant());
  }

  /** What stood there before the first entry: a baseline may be read after the ledger has begun. */
  private static SortedMap<String, String> before(
      SurveyStep step, SortedMap<String, String> present, List<Done> ledger) {
    SortedMap<String, String> standing = new TreeMap<>(present);
    for (Done done : ledger.reversed()) {
      boolean same =
          done.made().type().equals(step.type())
              && done.made().parameters().equals(step.parameters());
      Standing.takeBack(standing, done.handler(), done.before(), same);
    }
    return standing;
  }

  /** What the latest entry on that target makes of each value. */
  private static SortedMap<String, String> accounted(List<Done> ledger) {
    SortedMap<String, String> accounted = new TreeMap<>();
    for (Done done : ledger) {
      accounted.putAll(Standing.left(done.handler(), done.before(), done.made().undone()));
    }
    return accounted;
  }

  private List<Done> ledger(SurveyOrder order) {
    List<Done> ledger = new ArrayList<>();
    for (Made made : order.made()) {
      ActionHandler<?> handler = registry.handler(made.type());
      if (handler == null || handler.effectFree()) {
        continue;
      }
      try {
        WorkOrder kept = work(order, made.action(), made.type(), made.parameters(), made.digest());
        ledger.add(new Done(made, handler, beforeStates.of(kept).before()));
      } catch (ActionRefusedException lost) {
        log.warn("{} {}: its capture is lost", order.incident(), made.action());
      }
    }
    return ledger;
  }

  private static WorkOrder work(
      SurveyOrder order,
      String action,
      String type,
      SortedMap<String, String> parameters,
      @Nullable String digest) {
    return new WorkOrder(
        "",
        order.incident(),
        order.generation(),
        order.profile(),
        action,
        1,
        1,
        OrderKind.CAPTURE,
        type,
        parameters,
        digest,
        null,
        false);
  }

  private Reading nothing(SurveyStep step, Reading.State state, String target, String code) {
    return new Reading(step, state, target, Params.none(), Params.none(), code, clock.instant());
  }

  /** An entry of the ledger with what it found. */
  private record Done(Made made, ActionHandler<?> handler, Before before) {}
}
