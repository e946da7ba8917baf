package dev.aceiro.web.engine;

/**
 * The engine knows every open incident again: published at every start, and after one lost its
 * histories. What was sent to an earlier engine and is not settled in the record has to be sent
 * again.
 *
 * @param identity of the engine
 * @param resumed how many incidents were resumed
 */
public record EngineSettled(String identity, int resumed) {}
