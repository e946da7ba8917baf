package dev.aceiro.workflows.alarm;

/**
 * A place where a responder can look further.
 *
 * @param title what one finds there
 * @param url an http or https address
 */
public record Link(String title, String url) {}
