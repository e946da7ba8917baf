package dev.aceiro.web.profile.yaml;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code channels.yaml}: places where many read, and the ladder.
 *
 * @param channels places where many read
 * @param ladder how the first responder is paged
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record ChannelsFile(
    List<Place> channels,
    List<Step> ladder,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {
  /** A channel. */
  public record Place(
      String id,
      String kind,
      String address,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}

  /** A rung of the ladder, for all severities where it names none. */
  public record Step(
      Duration after,
      List<String> channels,
      List<String> severities,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}
}
