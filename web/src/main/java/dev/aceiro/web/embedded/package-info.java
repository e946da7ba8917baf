/**
 * What an installation without other servers lives on: its folder, its PostgreSQL, its Temporal
 * program.
 */
@NullMarked
package dev.aceiro.web.embedded;

import org.jspecify.annotations.NullMarked;
