package dev.aceiro.activities.communication;

import org.jspecify.annotations.Nullable;

/** A way to people. A bean of this type is all it takes. */
public interface Channel {
  /** How long one sending may take, in milliseconds; a message has 4 s for everything. */
  int MILLIS = 2500;

  /** Its kind, as addresses name it: {@code slack}, {@code email}, … */
  String kind();

  /** Whether it can send at all; without, what would have been sent is recorded. */
  boolean configured();

  /** Somebody's text with everything taken away that this channel would act upon. */
  default String escaped(String text) {
    return text;
  }

  /**
   * Sends within {@link #MILLIS}.
   *
   * @return the channel's own name for what was sent, if it has one
   */
  @Nullable String send(Letter letter) throws ChannelException;
}
