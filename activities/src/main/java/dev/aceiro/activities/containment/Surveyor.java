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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the targets of a playbook with the handlers of its steps. Changes nothing. */
final class Surveyor {
  private static final Logger log = LoggerFactory.getLogger(Surveyor.class);

  /** The most bytes of values that one survey may have (UTF-8). */
  static final int BYTES = 8 * 1024;

  private static final int LOOKS = 3;

  private final ActionRegistry registry;
  private final BeforeStates beforeStates;
  private final Duration pause;
  private final InstantSource clock;

  Surveyor(
      ActionRegistry registry, BeforeStates beforeStates, Duration pause, InstantSource clock) {
    this.registry = registry;
    this.beforeStates = beforeStates;
    this.pause = pause;
    this.clock = clock;
  }

  List<Reading> survey(SurveyOrder order, Heart heart) {
    List<Done> ledger = ledger(order);
    List<Reading> readings = new ArrayList<>();
    int bytes = 0;
    for (SurveyStep step : order.steps()) {
      heart.says(step.type());
      Reading reading = read(order, step, ledger, heart);
      bytes += bytes(reading.values()) + bytes(reading.accounted());
      readings.add(
          bytes <= BYTES
              ? reading
              : nothing(step, Reading.State.LEFT_OUT, reading.target(), "TOO_MUCH_TO_COMPARE"));
    }
    return readings;
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
        return reading(step, work, ledger);
      } catch (ActionRefusedException refused) {
        return nothing(step, Reading.State.LEFT_OUT, "", refused.code());
      } catch (RuntimeException unreadable) {
        log.warn("{} cannot be read: {}", step.type(), Redaction.of(unreadable.toString()));
        if (look == LOOKS) {
          String code =
              unreadable instanceof NotTakenException notTaken
                  ? notTaken.code()
                  : "TARGET_UNREADABLE";
          return nothing(step, Reading.State.UNREADABLE, "", code);
        }
      }
      heart.rest(pause);
    }
  }

  private Reading reading(SurveyStep step, Work<?> work, List<Done> ledger) {
    Before found = work.look();
    SortedMap<String, String> standing = work.handler().standing(found);
    String target = Redaction.of(found.target());
    if (standing == null) {
      return nothing(step, Reading.State.LEFT_OUT, target, "NOTHING_STANDS");
    }
    return new Reading(
        step,
        Reading.State.READ,
        target,
        Standing.shown(standing),
        Standing.shown(accounted(found, ledger)),
        "READ",
        clock.instant());
  }

  /** What the latest entry on that target makes of each value. */
  private static SortedMap<String, String> accounted(Before found, List<Done> ledger) {
    SortedMap<String, String> accounted = new TreeMap<>();
    for (Done done : ledger) {
      if (done.before().target().equals(found.target())) {
        accounted.putAll(Standing.left(done.handler(), done.before(), done.made().undone()));
      }
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
