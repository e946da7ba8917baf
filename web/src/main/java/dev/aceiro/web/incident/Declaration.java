package dev.aceiro.web.incident;

import dev.aceiro.workflows.incident.Body;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An incident that somebody opens by hand.
 *
 * @param profile whose policy applies
 * @param title one line for people
 * @param severity its code; null for the profile's default
 * @param scenario if known
 * @param environment if known
 * @param services that are affected, as far as known
 * @param startedAt when it began (UTC); null for now
 * @param drill whether its effects are stubbed and its messages say so
 * @param speed by which every duration of a drill is divided, 1 or more
 */
public record Declaration(
    String profile,
    String title,
    @Nullable String severity,
    @Nullable String scenario,
    @Nullable String environment,
    List<String> services,
    @Nullable Instant startedAt,
    boolean drill,
    int speed) {

  /** What is said, to tell a repetition from something else. */
  Body said() {
    return Body.of(
        "profile", profile,
        "title", title,
        "severity", Optional.ofNullable(severity),
        "scenario", Optional.ofNullable(scenario),
        "environment", Optional.ofNullable(environment),
        "services", services,
        "startedAt", Optional.ofNullable(startedAt),
        "drill", drill,
        "speed", speed);
  }
}
