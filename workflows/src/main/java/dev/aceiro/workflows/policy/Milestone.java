package dev.aceiro.workflows.policy;

import dev.aceiro.workflows.postmortem.Postmortem;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * By when a part of the post-mortem is due, and how early it may come.
 *
 * @param anchor what both are counted from; nothing is due before it
 * @param notBefore before which it may not happen, or null
 * @param dueBy by when it must have happened
 * @param source where it comes from, or null
 */
public record Milestone(
    Anchor anchor, @Nullable Duration notBefore, Duration dueBy, @Nullable String source) {

  /** A milestone that does not say where it comes from. */
  public Milestone(Anchor anchor, @Nullable Duration notBefore, Duration dueBy) {
    this(anchor, notBefore, dueBy, null);
  }

  /** What a milestone is counted from. */
  public enum Anchor {
    /** The incident was declared recovered. */
    RESOLVED,
    /** The draft was submitted. */
    DRAFT,
    /** The review took place. */
    REVIEW
  }

  /**
   * The instant it is counted from, or null while that has not come.
   *
   * @param resolved when recovery was declared (UTC), or null
   */
  public @Nullable Instant anchor(Postmortem postmortem, @Nullable Instant resolved) {
    return switch (anchor) {
      case RESOLVED -> resolved;
      case DRAFT -> postmortem.draftAt();
      case REVIEW -> postmortem.reviewAt();
    };
  }

  /** Before which it may not happen, or null where it may happen at once or is not anchored. */
  public @Nullable Instant opens(Postmortem postmortem, @Nullable Instant resolved) {
    Instant from = anchor(postmortem, resolved);
    return from == null || notBefore == null ? null : from.plus(notBefore);
  }

  /** By when it must have happened, or null while it is not anchored. */
  public @Nullable Instant due(Postmortem postmortem, @Nullable Instant resolved) {
    Instant from = anchor(postmortem, resolved);
    return from == null ? null : from.plus(dueBy);
  }

  Milestone faster(int speed) {
    return new Milestone(anchor, Speed.divide(notBefore, speed), Speed.of(dueBy, speed), source);
  }
}
