package dev.aceiro.activities.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message on one channel to one reader. All instants UTC.
 *
 * @param id counts messages of the installation
 * @param message the message's key
 * @param channel the channel's kind
 * @param person whom it went to, or the channel's id
 * @param incident its incident
 * @param recipient {@code role:x}, {@code channel:x} or {@code person:x}
 * @param code the template
 * @param subject where the channel has one
 * @param text its words
 * @param page whether somebody must act now
 * @param drill whether it says that this is a drill
 * @param dueAt when it became due
 * @param state what became of it
 * @param attempts how often it was tried
 * @param error why it failed last, a code; null if it did not
 * @param createdAt when it was first tried
 * @param settledAt when it was known what became of it
 */
public record Communication(
    long id,
    String message,
    String channel,
    String person,
    String incident,
    String recipient,
    String code,
    @Nullable String subject,
    String text,
    boolean page,
    boolean drill,
    Instant dueAt,
    State state,
    int attempts,
    @Nullable String error,
    Instant createdAt,
    @Nullable Instant settledAt) {

  /** All it says: a text of one line is all subject. */
  public String words() {
    return subject == null || subject.isBlank() ? text : (subject + "\n" + text).strip();
  }

  /** What became of it. */
  public enum State {
    /** It waits for its next try. */
    PENDING,
    /** A worker is sending it. */
    SENDING,
    /** The channel took it. */
    SENT,
    /** The channel is not configured: this is what would have been sent. */
    DRY,
    /** The channel did not take it. */
    FAILED
  }
}
