package dev.aceiro.web.ingest;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How alarms come in and are dispatched.
 *
 * @param sweep how often it looks for what nobody woke it for
 * @param engineGrace how long an alarm may wait for an engine before the on-call is told without
 *     one
 * @param atOnce keys that are dispatched at the same time
 * @param retryFirst the first wait after a failure, doubled each time
 * @param retryAtMost the longest wait between two attempts
 * @param snsEndpoint where subscriptions are confirmed, if not where AWS has SNS
 */
@ConfigurationProperties("aceiro.ingest")
public record IngestSettings(
    @DefaultValue("3s") Duration sweep,
    @DefaultValue("60s") Duration engineGrace,
    @DefaultValue("4") int atOnce,
    @DefaultValue("250ms") Duration retryFirst,
    @DefaultValue("5s") Duration retryAtMost,
    @Nullable URI snsEndpoint) {}
