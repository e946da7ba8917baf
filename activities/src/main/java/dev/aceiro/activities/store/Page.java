package dev.aceiro.activities.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items of this part
 * @param next the cursor of the next part, or null after the last
 * @param <T> what is listed
 */
public record Page<T>(List<T> items, @Nullable String next) {}
