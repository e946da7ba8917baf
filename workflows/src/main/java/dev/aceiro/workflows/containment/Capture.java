package dev.aceiro.workflows.containment;

import java.time.Instant;
import java.util.SortedMap;

/**
 * What was found before an action. The raw state and the difference lie in PostgreSQL under the
 * digest.
 *
 * @param digest SHA-256 (hex) over target, before-state and the change that would be made;
 *     approvals are bound to it
 * @param target the explicit target, as people read it
 * @param risk the action's risk here
 * @param undoable whether a call can undo it
 * @param facts short facts worth showing, redacted, such as {@code deployment} or {@code
 *     warning.mutable-tag}
 * @param capturedAt when (UTC)
 * @param nature what the action is to those who investigate
 */
public record Capture(
    String digest,
    String target,
    Risk risk,
    boolean undoable,
    SortedMap<String, String> facts,
    Instant capturedAt,
    Nature nature) {

  /** Captures from before there were natures have none. */
  public Capture {
    nature = nature == null ? Nature.NONE : nature;
  }

  /** A capture of an action without a nature. */
  public Capture(
      String digest,
      String target,
      Risk risk,
      boolean undoable,
      SortedMap<String, String> facts,
      Instant capturedAt) {
    this(digest, target, risk, undoable, facts, capturedAt, Nature.NONE);
  }
}
