package dev.aceiro.web.api;

/**
 * An incident that was opened, or had been under the same key.
 *
 * @param id its id
 * @param revision its revision
 * @param recorded whether it is in the record; always, for what is answered
 * @param started whether the engine runs it already; otherwise it will as soon as it can
 */
record DeclareAnswer(String id, long revision, boolean recorded, boolean started) {}
