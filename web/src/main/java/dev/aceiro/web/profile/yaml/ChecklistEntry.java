package dev.aceiro.web.profile.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code checklists.yaml}.
 *
 * @param id unique
 * @param title how people call it
 * @param use when it is gone through
 * @param announce who is told
 * @param items what to look at
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record ChecklistEntry(
    String id,
    String title,
    List<String> use,
    List<String> announce,
    List<Item> items,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {
  /** A thing to look at. */
  public record Item(
      String id, String text, @Nullable String source, @Nullable String deviation, boolean ours)
      implements Sourced {}
}
