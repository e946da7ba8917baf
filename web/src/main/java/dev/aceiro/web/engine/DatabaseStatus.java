package dev.aceiro.web.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the database is.
 *
 * @param embedded whether it is the installation's own, under {@code aceiro.home}
 * @param up whether it answers
 * @param since since when it is so (UTC)
 * @param detail why it does not answer, in the driver's words; null while it does
 */
public record DatabaseStatus(
    boolean embedded, boolean up, Instant since, @Nullable String detail) {}
