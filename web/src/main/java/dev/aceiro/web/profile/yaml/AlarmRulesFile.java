package dev.aceiro.web.profile.yaml;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code alarm-rules.yaml}: when alarms do not start an incident each.
 *
 * @param storm many alarms at once
 * @param flapping alarms that come and go
 * @param maintenance announced work
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record AlarmRulesFile(
    @Nullable Storm storm,
    @Nullable Flapping flapping,
    List<Work> maintenance,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {
  /** So many alarms of one service within the window are one incident. */
  public record Storm(int keys, Duration window) {}

  /** More changes of state than that within the time: held as firing until it has been quiet. */
  public record Flapping(int changes, Duration within, Duration quietFor) {}

  /** Announced work. */
  public record Work(
      Instant from, Instant until, List<String> services, List<String> alarms, String reason) {}
}
