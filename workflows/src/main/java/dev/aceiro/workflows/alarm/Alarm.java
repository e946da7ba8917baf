package dev.aceiro.workflows.alarm;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One event of a monitoring source, normalised: cleaned text, no vendor fields.
 *
 * @param source id of the profile's source that delivered it
 * @param name the alarm's name as the catalogue knows it
 * @param state whether the watched condition holds
 * @param key what identifies the alarm at its source (alarm ARN, fingerprint); the same for FIRING
 *     and RESOLVED
 * @param eventId the source's id of this delivery; a replay carries the same
 * @param severity a hint of the source, if any; the catalogue wins
 * @param service the service it names, if any; the catalogue wins
 * @param environment {@code prod}, {@code hml}, …, if the source says so
 * @param startedAt when the condition began (UTC); the impact clock's anchor
 * @param receivedAt when Aceiro answered for it (UTC); the response clocks' anchor
 * @param late whether it was delivered long after it happened; it is never refused for its age
 * @param summary one sentence for people
 * @param labels what else the source says
 * @param links where to look
 */
public record Alarm(
    String source,
    String name,
    AlarmState state,
    String key,
    String eventId,
    @Nullable String severity,
    @Nullable String service,
    @Nullable String environment,
    Instant startedAt,
    Instant receivedAt,
    boolean late,
    String summary,
    SortedMap<String, String> labels,
    List<Link> links) {}
