package dev.aceiro.workflows.recovery;

import java.time.Instant;
import java.util.SortedMap;

/**
 * The answer to a check.
 *
 * @param check its id
 * @param state the answer
 * @param code what was found
 * @param params the code's parameters
 * @param by who answered; {@code aceiro} for an automatic check
 * @param at when (UTC)
 */
public record CheckResult(
    String check,
    CheckState state,
    String code,
    SortedMap<String, String> params,
    String by,
    Instant at) {}
