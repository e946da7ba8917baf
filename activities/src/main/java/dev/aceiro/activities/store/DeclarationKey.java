package dev.aceiro.activities.store;

/**
 * By what a declaration is known again when it is repeated.
 *
 * @param id of who declared, and the key they chose
 * @param body hash of what they said: the same id with another one is another declaration
 */
public record DeclarationKey(String id, String body) {}
