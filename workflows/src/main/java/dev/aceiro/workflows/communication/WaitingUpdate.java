package dev.aceiro.workflows.communication;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An update that somebody has written and somebody else must approve. It never changes: another
 * text is another one with another id, so who approves an id approves the text they saw.
 *
 * @param id {@code U1}, …
 * @param audience {@code internal} or {@code external}
 * @param template whose words it has
 * @param fields what its author filled in
 * @param facts what else its words may name, as it was when it was written
 * @param by its author
 * @param at when it was written (UTC)
 * @param approvers roles any of which may approve it
 */
public record WaitingUpdate(
    String id,
    String audience,
    String template,
    SortedMap<String, String> fields,
    SortedMap<String, String> facts,
    String by,
    Instant at,
    List<String> approvers) {

  /** By these a message is known to answer to rules; nobody's text can do that. */
  private static final List<String> OF_RULES = List.of("rules", "firings");

  /** Everything its words may name. */
  public SortedMap<String, String> params() {
    return words(fields, facts);
  }

  /** What somebody has typed, and what is known: nothing typed takes the place of what is known. */
  public static SortedMap<String, String> words(
      SortedMap<String, String> fields, SortedMap<String, String> facts) {
    SortedMap<String, String> words = new TreeMap<>(fields);
    words.keySet().removeAll(OF_RULES);
    words.putAll(facts);
    return words;
  }
}
