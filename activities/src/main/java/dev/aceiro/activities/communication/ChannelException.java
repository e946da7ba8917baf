package dev.aceiro.activities.communication;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A channel did not take a message, or nobody knows whether it did. */
public final class ChannelException extends Exception {
  /** The code of a channel that broke where it should have failed. */
  public static final String BROKEN = "broken";

  private static final long serialVersionUID = 1;

  /** What is to be done about it. */
  public enum Kind {
    /** It would not take it next time either. */
    REFUSED,
    /** It did not take it and may do so later. */
    NOT_TAKEN,
    /** It may have taken it. */
    NO_ANSWER
  }

  private final Kind kind;
  private final String code;
  private final @Nullable Duration after;

  /**
   * A failure of a channel.
   *
   * @param code why, such as {@code slack.invalid-auth}; never a secret
   * @param after when the channel wants to be asked again, or null
   */
  public ChannelException(
      Kind kind, String code, @Nullable Duration after, @Nullable Throwable cause) {
    super(code, cause);
    this.kind = kind;
    this.code = code;
    this.after = after;
  }

  /** A channel's own code broke: nobody knows how far it got. */
  public static ChannelException broken(RuntimeException cause) {
    return new ChannelException(Kind.NO_ANSWER, BROKEN, null, cause);
  }

  /** What is to be done about it. */
  public Kind kind() {
    return kind;
  }

  /** Why. */
  public String code() {
    return code;
  }

  /** When the channel wants to be asked again, or null. */
  public @Nullable Duration after() {
    return after;
  }
}
