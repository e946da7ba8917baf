package dev.aceiro.web.api;

import java.util.SortedMap;

/**
 * A code with its parameters and its words.
 *
 * @param code stable
 * @param params what the words are about
 * @param text the words, in the caller's language
 */
record Saying(String code, SortedMap<String, String> params, String text) {}
