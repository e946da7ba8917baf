package dev.aceiro.workflows.containment;

import dev.aceiro.workflows.incident.Actor;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an incident's ledger.
 *
 * @param id {@code A1}, {@code A2}, … in the order of proposal
 * @param type the action type
 * @param parameters its parameters
 * @param reason why it was proposed
 * @param proposedBy who proposed it
 * @param proposedAt when (UTC)
 * @param state where it stands
 * @param capture what was found before, once captured
 * @param approvals who said yes to that capture
 * @param captures how many captures were ordered
 * @param attempts how many applications were ordered
 * @param undos how many undos were ordered
 * @param appliedAt when it took effect (UTC)
 * @param code why it stands there
 * @param params the code's parameters
 * @param verified whether its effect was seen after the call was accepted: false where it failed or
 *     did not come in time; null where nobody has looked, as in entries of before that was kept
 */
public record Action(
    String id,
    String type,
    SortedMap<String, String> parameters,
    String reason,
    String proposedBy,
    Instant proposedAt,
    ActionState state,
    @Nullable Capture capture,
    List<Approval> approvals,
    int captures,
    int attempts,
    int undos,
    @Nullable Instant appliedAt,
    String code,
    SortedMap<String, String> params,
    @Nullable Boolean verified) {

  /** Whether its playbook proposed it, and no person. */
  public boolean byItself() {
    return proposedBy.equals(Actor.ACEIRO.person());
  }

  /** Whether what it was to bring about is so, and nobody has set out to take it back. */
  public boolean inEffect() {
    return !neverCame()
        && switch (state) {
          case APPLIED, ACHIEVED_CAUSE_UNPROVEN, ALREADY, NOTHING_TO_UNDO -> true;
          case WAIVED -> appliedAt != null;
          default -> false;
        };
  }

  /** Whether its call was accepted and its effect is known not to have come. */
  public boolean neverCame() {
    return Boolean.FALSE.equals(verified);
  }

  /** The same entry in another state. */
  public Action in(ActionState next, String why, SortedMap<String, String> whyParams) {
    return with(
        next, capture, approvals, captures, attempts, undos, appliedAt, why, whyParams, verified);
  }

  /** The same entry with what was found, and the approvals that still stand for it. */
  public Action captured(Capture found, List<Approval> still) {
    return with(state, found, still, captures, attempts, undos, appliedAt, code, params, verified);
  }

  /** The same entry with these approvals. */
  public Action approved(List<Approval> now) {
    return with(state, capture, now, captures, attempts, undos, appliedAt, code, params, verified);
  }

  /** The same entry with one more order of that kind counted. */
  public Action ordered(OrderKind kind) {
    return with(
        state,
        capture,
        approvals,
        captures + (kind == OrderKind.CAPTURE ? 1 : 0),
        attempts + (kind == OrderKind.APPLY ? 1 : 0),
        undos + (kind == OrderKind.UNDO ? 1 : 0),
        appliedAt,
        code,
        params,
        verified);
  }

  /** The same entry, in effect since then (UTC). */
  public Action appliedAt(Instant at) {
    return with(state, capture, approvals, captures, attempts, undos, at, code, params, verified);
  }

  /** The same entry, of which was seen that its effect is there or that it is not. */
  public Action verified(@Nullable Boolean seen) {
    return with(
        state, capture, approvals, captures, attempts, undos, appliedAt, code, params, seen);
  }

  /** What was proposed, with all that becomes of it. */
  private Action with(
      ActionState stands,
      @Nullable Capture found,
      List<Approval> said,
      int read,
      int tried,
      int takenBack,
      @Nullable Instant since,
      String why,
      SortedMap<String, String> whyParams,
      @Nullable Boolean seen) {
    return new Action(
        id,
        type,
        parameters,
        reason,
        proposedBy,
        proposedAt,
        stands,
        found,
        said,
        read,
        tried,
        takenBack,
        since,
        why,
        whyParams,
        seen);
  }
}
