package dev.aceiro.workflows.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The response clocks of one severity, counted from the episode's beginning unless said otherwise.
 * A clock that the organisation does not have is null.
 *
 * @param notifyWithin until the first notice is delivered (002 §1.1-1.3)
 * @param acknowledgeWithin until somebody acknowledges (004 SLA table)
 * @param investigateWithin until triage is done (002 §1.1-1.2)
 * @param containTarget until containment, as aimed at (002 §1.1-1.2)
 * @param containLimit until containment, at the latest (002 §1.1-1.2)
 * @param communicateAfterContainment from containment to the next update (002 §1.1-1.2)
 * @param updateEvery from one internal update to the reminder of the next (002 §1.5)
 * @param updateLimit from one internal update to the next, at the latest (002 §1.5)
 * @param externalUpdateEvery from one external update to the reminder of the next (004)
 * @param externalUpdateLimit from one external update to the next, at the latest (004)
 */
public record Clocks(
    @Nullable Duration notifyWithin,
    @Nullable Duration acknowledgeWithin,
    @Nullable Duration investigateWithin,
    @Nullable Duration containTarget,
    @Nullable Duration containLimit,
    @Nullable Duration communicateAfterContainment,
    @Nullable Duration updateEvery,
    @Nullable Duration updateLimit,
    @Nullable Duration externalUpdateEvery,
    @Nullable Duration externalUpdateLimit) {

  Clocks faster(int speed) {
    return new Clocks(
        Speed.divide(notifyWithin, speed),
        Speed.divide(acknowledgeWithin, speed),
        Speed.divide(investigateWithin, speed),
        Speed.divide(containTarget, speed),
        Speed.divide(containLimit, speed),
        Speed.divide(communicateAfterContainment, speed),
        Speed.divide(updateEvery, speed),
        Speed.divide(updateLimit, speed),
        Speed.divide(externalUpdateEvery, speed),
        Speed.divide(externalUpdateLimit, speed));
  }
}
