package dev.aceiro.activities.communication;

/**
 * What a message says.
 *
 * @param subject one line
 * @param body the rest
 */
public record Text(String subject, String body) {}
