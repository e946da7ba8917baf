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

  /** Everything its words may name. */
  public SortedMap<String, String> params() {
    SortedMap<String, String> params = new TreeMap<>(facts);
    params.putAll(fields);
    return params;
  }
}
