package dev.aceiro.web.simulate;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A script as the API's description has it; {@link ScriptReader} reads it. Durations are ISO 8601
 * or {@code 15m}, {@code 2h}, {@code 7d}.
 *
 * @param severity the code of the severity it opens with; the scenario's, else the profile's
 *     default where it is left out
 * @param scenario what happens
 * @param startedAt when it begins and is received, RFC 3339
 * @param priorOccurrences earlier incidents of the scenario
 * @param events what happens, each counted from {@code startedAt}
 * @param until how long to look ahead
 * @param failing kinds of channel that take no messages; all others do
 * @param downtimes times in which nothing runs here
 */
record SimulationRequest(
    @Nullable String severity,
    @Nullable String scenario,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, format = "date-time") String startedAt,
    @Nullable List<PriorOccurrence> priorOccurrences,
    @Nullable List<ScriptEvent> events,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "P10D") String until,
    @Nullable List<FailingChannel> failing,
    @Nullable List<DowntimeView> downtimes) {

  /** An earlier incident of the scenario. */
  record PriorOccurrence(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String ago, @Nullable String severity) {}

  /**
   * Something that happens: a decision with its fields beside it, a flag that is raised, an action
   * that ends, or an alarm that changes.
   */
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
  record ScriptEvent(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "PT5M") String after,
      @Nullable String decision,
      @Nullable String flag,
      @Nullable ActionEnd outcome,
      @Nullable String alarm,
      @Schema(allowableValues = {"FIRING", "RESOLVED"}) @Nullable String state) {}

  /** How an action ends. */
  record ActionEnd(
      String action, @Schema(allowableValues = {"APPLIED", "FAILED", "UNKNOWN"}) String result) {}

  /** A kind of channel that takes no messages. */
  record FailingChannel(String channel, @Nullable String from, @Nullable String until) {}

  /** A time in which nothing runs here. */
  record DowntimeView(String from, String length) {}
}
