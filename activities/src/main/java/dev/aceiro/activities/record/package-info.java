/** Brings what incidents have decided into the record. */
@NullMarked
package dev.aceiro.activities.record;

import org.jspecify.annotations.NullMarked;
