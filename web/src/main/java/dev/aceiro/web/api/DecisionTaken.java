package dev.aceiro.web.api;

/**
 * A decision that holds.
 *
 * @param revision the incident's revision with it
 * @param recorded whether the record has it already; if not, it will
 */
record DecisionTaken(long revision, boolean recorded) {}
