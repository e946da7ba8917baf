package dev.aceiro.web.profile.yaml;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code emergency-access.yaml}: elevated access in an incident.
 *
 * @param role what is assumed
 * @param requestIn where it is asked for
 * @param maxDuration after which it is revoked
 * @param tell who must hear of it
 * @param conditions what must hold
 * @param requireMfa whether a second factor is asked for
 * @param review where its use is looked at again
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record EmergencyAccessFile(
    String role,
    @Nullable String requestIn,
    Duration maxDuration,
    List<String> tell,
    List<String> conditions,
    boolean requireMfa,
    @Nullable String review,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {}
