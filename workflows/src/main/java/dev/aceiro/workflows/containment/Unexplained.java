package dev.aceiro.workflows.containment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A difference that no entry of the ledger explained when it was found, and what became of it.
 *
 * @param id {@code D1}, {@code D2}, … in the order in which they were found
 * @param found what is not as it was
 * @param state where it stands
 * @param foundAt when the target was read (UTC)
 * @param by who adopted or waived it; null while nobody has
 * @param reason why
 * @param action the ledger entry that adopted it, or null
 */
public record Unexplained(
    String id,
    Leftovers.Found found,
    State state,
    Instant foundAt,
    @Nullable String by,
    @Nullable String reason,
    @Nullable String action) {

  /** Where a difference stands. An incident does not close while one is open. */
  public enum State {
    /** Somebody must adopt it, put it back, or waive it. */
    OPEN,
    /** An entry of the ledger stands for it. */
    ADOPTED,
    /** Somebody decided, with a reason, that it needs nothing. */
    WAIVED,
    /** A later survey no longer found it. */
    GONE
  }

  /** One that has just been found. */
  public static Unexplained found(String id, Leftovers.Found what, Instant at) {
    return new Unexplained(id, what, State.OPEN, at, null, null, null);
  }

  /** The same, no longer there. */
  public Unexplained gone() {
    return new Unexplained(id, found, State.GONE, foundAt, by, reason, action);
  }

  /** The same, waived by somebody. */
  public Unexplained waived(String person, String why) {
    return new Unexplained(id, found, State.WAIVED, foundAt, person, why, null);
  }

  /** The same, with the ledger entry that stands for it. */
  public Unexplained adopted(String person, String why, String entry) {
    return new Unexplained(id, found, State.ADOPTED, foundAt, person, why, entry);
  }
}
