package dev.aceiro.web.profile.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file under {@code guides/}: how to find out what is wrong.
 *
 * @param id by which playbooks name it
 * @param title how people call it
 * @param symptom what one sees
 * @param steps in order
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record GuideFile(
    String id,
    String title,
    String symptom,
    List<Step> steps,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {
  /** What to look at, and what it means. */
  public record Step(
      String look,
      @Nullable String means,
      @Nullable String command,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}
}
