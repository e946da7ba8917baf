package dev.aceiro.workflows.incident;

import java.time.Instant;
import java.util.SortedMap;

/**
 * One line of an incident's timeline: a code with parameters, never a sentence.
 *
 * @param sequence counts the incident's entries from 1 without a gap
 * @param occurredAt when it happened (UTC)
 * @param code what happened
 * @param params the code's parameters
 * @param by who did it; {@code aceiro} for clocks and activities
 * @param via through what
 */
public record TimelineEntry(
    long sequence,
    Instant occurredAt,
    EntryCode code,
    SortedMap<String, String> params,
    String by,
    String via) {

  /** About how many bytes it takes as JSON. */
  public int size() {
    int size = 120 + by.length() + via.length();
    for (var param : params.entrySet()) {
      size += param.getKey().length() + 3 * param.getValue().length() / 2 + 6;
    }
    return size;
  }
}
