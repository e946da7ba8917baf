/** The checks that must pass before an incident is declared recovered. */
@NullMarked
package dev.aceiro.workflows.recovery;

import org.jspecify.annotations.NullMarked;
