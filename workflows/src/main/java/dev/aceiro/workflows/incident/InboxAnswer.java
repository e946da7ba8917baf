package dev.aceiro.workflows.incident;

/**
 * What an incident did with an alarm that the dispatcher handed to it.
 *
 * @param inbox the inbox row
 * @param taken whether it is part of the incident; if not, the incident no longer owns the key and
 *     the row is to be dispatched again
 */
public record InboxAnswer(long inbox, boolean taken) {}
