package dev.aceiro.activities.containment;

import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Risk;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One kind of containment or recovery operation. A bean of this type is all it takes: it is
 * discovered, listed, captured, approved, claimed, applied at most once per approval, settled,
 * verified and undone by the mechanism around it, which also keeps secrets away from everybody.
 *
 * <p>A handler knows one service and nothing of incidents. Its methods run on the responder, on any
 * of its processes, and keep nothing between two of them. They throw
 *
 * <ul>
 *   <li>{@link ActionRefusedException} for a refusal that is final and changed nothing;
 *   <li>{@link NotTakenException} for a call that certainly changed nothing and may be made later;
 *   <li>anything else when nobody knows: the mechanism then reads {@link #effect} and never repeats
 *       the call.
 * </ul>
 *
 * @param <P> its parameters: a record of texts, numbers, truths and lists of texts, each with a
 *     {@link Doc}
 */
public interface ActionHandler<P extends Record> {

  /** Its name in playbooks and in the API, {@code vendor.operation} in kebab-case. */
  String type();

  /** Its parameters. */
  Class<P> parameters();

  /** What can go wrong; a capture may say worse. */
  Risk risk();

  /** What it is to those who investigate, at worst: holds ask for it. */
  default Nature nature() {
    return Nature.NONE;
  }

  /** What it is here, where what was found says more than the kind. */
  default Nature nature(P parameters, Before before) {
    return nature();
  }

  /**
   * What its credentials must be allowed. On AWS the action of IAM, such as {@code
   * ecs:UpdateService}. On Kubernetes one rule of RBAC for each resource, {@code
   * group/resource:verb,verb}, such as {@code apps/deployments:get,patch} or {@code
   * apps/deployments/scale:patch}; the group without a name is written {@code core}. On Railway the
   * query or mutation, such as {@code railway:deploymentRollback}.
   */
  List<String> permissions();

  /** The documents that ask for it, such as {@code 002 §1.1}. */
  List<String> sources();

  /**
   * How long after the claim a call may still take effect and reads may still be stale. Longer than
   * the longest call.
   */
  Duration settleTime();

  /** How long after the claim the effect may take to be complete. */
  Duration verifyTime();

  /**
   * Whether a second call is harmless after a first that may yet take effect: because it sets a
   * state absolutely, or carries {@link Call#token}.
   */
  boolean harmlessToRepeat();

  /** Whether it touches nothing outside, so that a drill may do it as in life. */
  default boolean effectFree() {
    return false;
  }

  /** Whether this installation is configured to reach the target. Asks nobody. */
  default boolean reaches(P parameters) {
    return true;
  }

  /** Finds the explicit target, its state now, and what would change. Reads only. */
  Before capture(P parameters);

  /**
   * Which of the values that {@link #capture} found stand until somebody changes them. They are
   * compared between the declaration of an incident and its end, to find what was changed by hand.
   * What changes by itself or with every call, such as the latest of many or an entity tag, does
   * not belong here; nor does what a scaler moves.
   *
   * @return null where the action leaves nothing that one could compare
   */
  default @Nullable SortedMap<String, String> standing(Before found) {
    return null;
  }

  /**
   * What its effect makes of found values beyond what the differences of its capture say; {@link
   * dev.aceiro.workflows.containment.Reading#ANY} where that cannot be said beforehand.
   *
   * @param before what was captured
   */
  default SortedMap<String, String> leaves(Before before) {
    return new TreeMap<>();
  }

  /**
   * What can be said of it without asking anybody: for a drill or an installation without
   * credentials.
   */
  Before imagine(P parameters);

  /**
   * Makes the one call.
   *
   * @param before what is there now: the same as what was approved
   */
  Receipt apply(P parameters, Before before, Call call);

  /**
   * Reads whether the call took effect, and whether the effect must be its own.
   *
   * @param before what was captured
   */
  Effect effect(P parameters, Before before, Call call);

  /**
   * Reads how far the effect of an accepted call has come.
   *
   * @param before what was captured
   */
  Progress verify(P parameters, Before before, Call call);

  /**
   * Makes the one call that restores what was captured. The present state decides whether that is
   * still possible: an undo that comes too late is refused and says why.
   *
   * @param before what was captured
   */
  default Receipt undo(P parameters, Before before, Call call) {
    throw new ActionRefusedException("NOTHING_TO_UNDO");
  }

  /**
   * Reads whether the undo took effect.
   *
   * @param before what was captured
   */
  default Effect undoEffect(P parameters, Before before, Call call) {
    return Effect.absent();
  }
}
