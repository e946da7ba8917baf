/** What Aceiro keeps in PostgreSQL; entities stay in here, the public classes are its doors. */
@NullMarked
package dev.aceiro.activities.store;

import org.jspecify.annotations.NullMarked;
