package dev.aceiro.workflows.communication;

import java.time.Instant;

/**
 * What became of a message on one channel to one reader.
 *
 * @param kind the channel's kind
 * @param person whom it went to
 * @param outcome what became of it
 * @param code why, where it failed; empty otherwise
 * @param at when (UTC)
 */
public record Delivery(String kind, String person, Result outcome, String code, Instant at) {
  /**
   * The code of a message that nobody could be sent on a channel, as nobody has an address there.
   */
  public static final String NO_ADDRESS = "no-address";

  /**
   * Part of every code that says that the reader's own address is wrong, such as {@code
   * slack.address-unknown}.
   */
  public static final String WRONG_ADDRESS = ".address-";

  /** Whether it failed for its reader's address, and not for the channel. */
  public boolean addressAtFault() {
    return code.equals(NO_ADDRESS) || code.contains(WRONG_ADDRESS);
  }

  /** What became of it. */
  public enum Result {
    /** The channel took it. */
    SENT,
    /**
     * The channel is not configured; recorded as what would have been sent. Never counts as a clock
     * met.
     */
    DRY,
    /** The channel did not take it. */
    FAILED
  }
}
