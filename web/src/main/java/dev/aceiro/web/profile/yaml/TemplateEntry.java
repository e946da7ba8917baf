package dev.aceiro.web.profile.yaml;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code templates.yaml}.
 *
 * @param id by which messages name it
 * @param audience {@code internal} or {@code external}
 * @param title how people choose it
 * @param stage when it is meant
 * @param fields what a person fills in
 * @param assertsCause whether it says what the cause is
 * @param promisesEta whether it promises an end
 * @param approvers roles that may approve it
 * @param subject by language
 * @param text by language
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record TemplateEntry(
    String id,
    String audience,
    @Nullable String title,
    @Nullable String stage,
    List<String> fields,
    boolean assertsCause,
    boolean promisesEta,
    List<String> approvers,
    SortedMap<String, String> subject,
    SortedMap<String, String> text,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {}
