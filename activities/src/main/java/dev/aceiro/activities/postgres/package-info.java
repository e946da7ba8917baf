/** Actions on PostgreSQL databases of the estate, over JDBC. */
@NullMarked
package dev.aceiro.activities.postgres;

import org.jspecify.annotations.NullMarked;
