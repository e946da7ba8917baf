package dev.aceiro.workflows.incident;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an incident begins.
 *
 * @param incident its id, {@code INC-1042}
 * @param workflowId {@code <installation>/INC-1042}
 * @param planHash names the pinned plan
 * @param drill whether effects are stubbed
 * @param title one line for people
 * @param severity its code
 * @param scenario if known
 * @param environment if known
 * @param services that are affected, as far as known
 * @param receivedAt anchor of the response clocks (UTC)
 * @param startedAt anchor of the impact (UTC)
 * @param by who opened it: a person, or {@code aceiro} for an alarm
 * @param follows the incident it is linked to, if any
 */
public record Opening(
    String incident,
    String workflowId,
    String planHash,
    boolean drill,
    String title,
    String severity,
    @Nullable String scenario,
    @Nullable String environment,
    List<String> services,
    Instant receivedAt,
    Instant startedAt,
    String by,
    @Nullable String follows) {}
