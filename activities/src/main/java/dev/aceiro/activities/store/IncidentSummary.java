package dev.aceiro.activities.store;

import dev.aceiro.workflows.policy.Stage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident in a list. All instants UTC; null where it has not happened.
 *
 * @param id {@code INC-1042}
 * @param profile its profile
 * @param generation how often it was begun or resumed
 * @param revision how often its state has changed, as far as recorded
 * @param title one line for people
 * @param stage where it stands
 * @param severity its code
 * @param worstSeverity the worst it ever had
 * @param scenario if known
 * @param environment if known
 * @param services that are affected, as far as known
 * @param flags that are raised
 * @param drill whether its effects are stubbed
 * @param falseAlarm whether it was nothing
 * @param openedBy a person, or {@code aceiro}
 * @param acknowledgedBy who took it
 * @param follows the incident it is linked to
 * @param receivedAt anchor of the response clocks
 * @param startedAt anchor of the impact
 * @param acknowledgedAt when somebody took it
 * @param containedAt when it was contained
 * @param resolvedAt when recovery was declared
 * @param closedAt when it was closed
 * @param nextClock of the clocks not met, the one that is due first
 * @param nextClockDueAt when that is; in the past if it was missed
 * @param recordedAt when PostgreSQL last heard of it; null while it is only reserved
 */
public record IncidentSummary(
    String id,
    String profile,
    int generation,
    long revision,
    String title,
    Stage stage,
    String severity,
    String worstSeverity,
    @Nullable String scenario,
    @Nullable String environment,
    List<String> services,
    List<String> flags,
    boolean drill,
    boolean falseAlarm,
    String openedBy,
    @Nullable String acknowledgedBy,
    @Nullable String follows,
    Instant receivedAt,
    Instant startedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable Instant containedAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant closedAt,
    @Nullable String nextClock,
    @Nullable Instant nextClockDueAt,
    @Nullable Instant recordedAt) {}
