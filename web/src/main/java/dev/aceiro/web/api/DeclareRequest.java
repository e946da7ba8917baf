package dev.aceiro.web.api;

import dev.aceiro.web.incident.Declaration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident to be opened by hand.
 *
 * @param profile whose policy applies; may be left out: the default one, or the only one
 * @param title one line for people
 * @param severity its code; the profile's default where it is left out
 * @param scenario the playbook that answers it
 * @param environment where
 * @param services what is affected
 * @param startedAt when it began (UTC); now where it is left out
 * @param drill whether its effects are stubbed and its messages say so
 * @param speed of a drill: by which every duration is divided
 */
record DeclareRequest(
    @Nullable String profile,
    @Nullable String title,
    @Nullable String severity,
    @Nullable String scenario,
    @Nullable String environment,
    @Nullable List<String> services,
    @Nullable Instant startedAt,
    @Nullable Boolean drill,
    @Nullable Integer speed) {

  Declaration declaration(String standard) {
    return new Declaration(
        profile == null ? standard : profile,
        title == null ? "" : title,
        severity,
        scenario,
        environment,
        services == null ? List.of() : services,
        startedAt,
        Boolean.TRUE.equals(drill),
        speed == null ? 1 : speed);
  }
}
