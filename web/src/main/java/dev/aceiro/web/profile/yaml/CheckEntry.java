package dev.aceiro.web.profile.yaml;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that must hold before recovery may be declared.
 *
 * @param id unique in its file
 * @param kind {@code alarms-cleared}, {@code http-probe} or {@code checklist}
 * @param title what it asks
 * @param parameters by name
 * @param note what whoever answers should know
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record CheckEntry(
    String id,
    String kind,
    String title,
    SortedMap<String, String> parameters,
    @Nullable String note,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {}
