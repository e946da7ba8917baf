package dev.aceiro.activities.containment;

import org.jspecify.annotations.Nullable;

/**
 * One thing that applying would change, or would leave as it is.
 *
 * @param name what, such as {@code deployment}
 * @param before as it is now, or null where there is nothing
 * @param after as it would be; the same as {@code before} for what stays
 */
public record Difference(String name, @Nullable String before, @Nullable String after) {}
