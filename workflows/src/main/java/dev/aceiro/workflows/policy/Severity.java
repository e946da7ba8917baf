package dev.aceiro.workflows.policy;

import java.util.List;

/**
 * How bad an incident is, and what follows from it. The list in a plan goes from worst to mildest.
 *
 * @param code {@code P0}, {@code P1}, …
 * @param label the organisation's name for it
 * @param definition when it applies
 * @param clocks what must happen by when
 * @param tell recipients of the first notice, {@code role:x} or {@code channel:x}
 */
public record Severity(
    String code, String label, String definition, Clocks clocks, List<String> tell) {}
