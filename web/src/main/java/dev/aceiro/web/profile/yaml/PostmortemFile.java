package dev.aceiro.web.profile.yaml;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code postmortem.yaml}: what is owed after resolution.
 *
 * @param mandatory any of these makes it owed
 * @param draft the draft
 * @param review the meeting
 * @param actions items whose date nobody gave
 * @param reviewPlaybookAfter severities after whose first incident a playbook is looked at again
 * @param tell who is reminded
 * @param fields what the document says
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record PostmortemFile(
    List<Owed> mandatory,
    Milestone draft,
    Milestone review,
    Milestone actions,
    List<String> reviewPlaybookAfter,
    List<String> tell,
    List<Part> fields,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {
  /** When a post-mortem is owed; all of what it says must hold. */
  public record Owed(
      List<String> severities,
      @Nullable Recurrence recurrence,
      @Nullable String flag,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}

  /** More than so many incidents of the scenario within a window. */
  public record Recurrence(int moreThan, Duration within) {}

  /** When a part is due, counted from {@code RESOLVED}, {@code DRAFT} or {@code REVIEW}. */
  public record Milestone(
      String anchor,
      @Nullable Duration notBefore,
      Duration dueBy,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}

  /** A part of the document. */
  public record Part(
      String id,
      String label,
      @Nullable String hint,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}
}
