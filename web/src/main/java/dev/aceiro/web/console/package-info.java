/** The pages people respond with: what waits for an answer first, everything else around it. */
@NullMarked
package dev.aceiro.web.console;

import org.jspecify.annotations.NullMarked;
