/** The way from the incident's state to PostgreSQL. */
@NullMarked
package dev.aceiro.workflows.record;

import org.jspecify.annotations.NullMarked;
