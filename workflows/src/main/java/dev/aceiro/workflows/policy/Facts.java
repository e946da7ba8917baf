package dev.aceiro.workflows.policy;

import dev.aceiro.workflows.postmortem.Postmortem;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Agenda} needs to know of an incident. All instants UTC; null where it has not
 * happened in this episode.
 *
 * @param severity its code
 * @param scenario its scenario, if known
 * @param stage where it stands
 * @param episode counts openings and relapses from 1
 * @param episodeStartedAt anchor of the response clocks
 * @param notifiedAt when the first notice was delivered for real
 * @param acknowledgedAt when somebody took it
 * @param investigatedAt when triage was done
 * @param containedAt when it was contained
 * @param progressAt the last progress
 * @param updatedAt the last update sent
 * @param resolvedAt when recovery was declared; null again after a relapse
 * @param observing whether the observation runs
 * @param flags raised flags and since when
 * @param postmortem where the post-mortem stands
 * @param fired what has fired: the text of {@link FiredId} to the latest due instant it fired for
 * @param failedRungs rungs of the ladder that reached nobody, and since when
 * @param openedAt when it was received, whatever the episode
 * @param worstSeverity the worst severity it ever had
 * @param externalUpdatedAt the last update sent to those outside
 * @param outcomes what became of actions, in any order
 * @param occurrences other incidents of any scenario, in any order
 * @param roles who holds which role, by the role's id
 * @param again what reached nobody because every channel was broken: the text of {@link FiredId} to
 *     the instant at which it is tried again
 * @param firing its alarms that fire, by name, and since when
 * @param firingElsewhere alarms of other incidents that fired when it opened, by name, and since
 *     when
 * @param severityByPerson whether a person has said how bad it is
 */
public record Facts(
    String severity,
    @Nullable String scenario,
    Stage stage,
    int episode,
    Instant episodeStartedAt,
    @Nullable Instant notifiedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable Instant investigatedAt,
    @Nullable Instant containedAt,
    @Nullable Instant progressAt,
    @Nullable Instant updatedAt,
    @Nullable Instant resolvedAt,
    boolean observing,
    SortedMap<String, Instant> flags,
    Postmortem postmortem,
    SortedMap<String, Instant> fired,
    SortedMap<String, Instant> failedRungs,
    Instant openedAt,
    String worstSeverity,
    @Nullable Instant externalUpdatedAt,
    List<ActionOutcome> outcomes,
    List<Occurrence> occurrences,
    SortedMap<String, String> roles,
    SortedMap<String, Instant> again,
    SortedMap<String, Instant> firing,
    SortedMap<String, Instant> firingElsewhere,
    boolean severityByPerson) {}
