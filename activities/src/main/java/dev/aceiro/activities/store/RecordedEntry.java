package dev.aceiro.activities.store;

import java.time.Instant;
import java.util.SortedMap;

/**
 * A line of a timeline as recorded.
 *
 * @param generation of the run that noted it
 * @param sequence within that run
 * @param occurredAt when it happened (UTC)
 * @param recordedAt when PostgreSQL heard of it (UTC)
 * @param code what happened: an {@link dev.aceiro.workflows.incident.EntryCode}, or one that a
 *     newer version wrote
 * @param params the code's parameters
 * @param by who did it
 * @param via through what
 * @param cleaned whether it holds characters in place of some that PostgreSQL cannot store
 */
public record RecordedEntry(
    int generation,
    long sequence,
    Instant occurredAt,
    Instant recordedAt,
    String code,
    SortedMap<String, String> params,
    String by,
    String via,
    boolean cleaned) {}
