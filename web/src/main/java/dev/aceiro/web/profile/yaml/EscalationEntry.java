package dev.aceiro.web.profile.yaml;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code escalations.yaml}, or of a playbook's {@code escalations}.
 *
 * @param id unique in the profile
 * @param severities it applies to; empty for all
 * @param scenario it applies to; null for all
 * @param when what makes it fire
 * @param tell who is told
 * @param via kinds of channel instead of the recipient's own
 * @param replaces rules of lower precedence that do not apply meanwhile
 * @param effect what people are asked to do besides
 * @param note what the recipient is wanted for
 * @param oncePerIncident whether a relapse leaves it as it is
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record EscalationEntry(
    String id,
    List<String> severities,
    @Nullable String scenario,
    When when,
    List<String> tell,
    List<String> via,
    List<String> replaces,
    @Nullable String effect,
    @Nullable String note,
    boolean oncePerIncident,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {
  /**
   * When it fires: exactly one of {@code elapsed}, {@code sinceProgress}, {@code multipleOf},
   * {@code flag}, {@code outcome} and {@code frequency}.
   */
  public record When(
      @Nullable Duration elapsed,
      @Nullable Duration sinceProgress,
      @Nullable String multipleOf,
      @Nullable Integer times,
      @Nullable String flag,
      @Nullable Duration after,
      @Nullable Ending outcome,
      @Nullable Frequency frequency,
      @Nullable String ifFlag,
      @Nullable String unlessFlag) {}

  /** An action that ends in a certain way. */
  public record Ending(String action, String result) {}

  /** More than so many incidents of the scenario within a window. */
  public record Frequency(int moreThan, Duration within) {}
}
