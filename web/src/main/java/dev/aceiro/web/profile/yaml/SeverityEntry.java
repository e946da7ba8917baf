package dev.aceiro.web.profile.yaml;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code severities.yaml}.
 *
 * @param code {@code P0}, {@code P1}, …
 * @param label the organisation's name for it
 * @param definition when it applies
 * @param objective what the response is after
 * @param matchers alarms of that severity
 * @param clocks by when what must happen
 * @param assign roles that are called on declaration
 * @param warRoom whether a channel of its own is opened
 * @param bridge whether a conference is started
 * @param tell who gets the first notice
 * @param sources where single rules of it come from, by {@code notify}, {@code assign} or a clock's
 *     name, where that is another place
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record SeverityEntry(
    String code,
    String label,
    String definition,
    @Nullable String objective,
    List<Matcher> matchers,
    @Nullable ClockTimes clocks,
    List<String> assign,
    @Nullable WarRoom warRoom,
    boolean bridge,
    List<String> tell,
    SortedMap<String, String> sources,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {
  /** An alarm by its name, with {@code *} for anything, and its labels. */
  public record Matcher(@Nullable String name, SortedMap<String, String> labels) {}

  /** By when what must happen. */
  public record ClockTimes(
      @Nullable Duration notifyWithin,
      @Nullable Duration acknowledgeWithin,
      @Nullable Duration investigateWithin,
      @Nullable Contain contain,
      @Nullable Duration communicateAfterContainment,
      @Nullable Cadence update,
      @Nullable Cadence externalUpdate,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}

  /** By when to contain: as aimed at, and at the latest. */
  public record Contain(
      @Nullable Duration target,
      @Nullable Duration limit,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}

  /** How often to tell: as aimed at, and at the latest. */
  public record Cadence(
      @Nullable Duration every,
      @Nullable Duration limit,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}

  /** Whether a channel of its own is opened, and its name. */
  public record WarRoom(
      boolean create,
      @Nullable String name,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}
}
