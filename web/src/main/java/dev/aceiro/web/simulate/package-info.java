/** Runs a policy ahead of time: a script in, everything that would fire out. */
@NullMarked
package dev.aceiro.web.simulate;

import org.jspecify.annotations.NullMarked;
