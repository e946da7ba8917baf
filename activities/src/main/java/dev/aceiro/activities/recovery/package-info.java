/** The checks that ask the world whether it has recovered; each kind of check is a handler. */
@NullMarked
package dev.aceiro.activities.recovery;

import org.jspecify.annotations.NullMarked;
