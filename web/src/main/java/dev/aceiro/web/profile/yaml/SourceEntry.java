package dev.aceiro.web.profile.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code sources.yaml}: where alarms come from.
 *
 * @param id the last part of its address
 * @param kind what it speaks
 * @param secret where its token is, never the token
 * @param topics for {@code sns}: whose messages are taken
 * @param certificate for {@code sns}: one to trust besides
 * @param environment what its alarms are about
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record SourceEntry(
    String id,
    String kind,
    @Nullable String secret,
    List<String> topics,
    @Nullable String certificate,
    @Nullable String environment,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {}
