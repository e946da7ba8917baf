package dev.aceiro.workflows.recovery;

import java.util.SortedMap;

/**
 * A check to run.
 *
 * @param incident the incident's id
 * @param profile its profile
 * @param check the check's id
 * @param kind the check's kind
 * @param parameters the check's parameters
 * @param drill whether the answer is stubbed
 */
public record CheckOrder(
    String incident,
    String profile,
    String check,
    String kind,
    SortedMap<String, String> parameters,
    boolean drill) {}
