/** The application as its own process, killed again and again, against fakes that count. */
@NullMarked
package dev.aceiro.web.kill;

import org.jspecify.annotations.NullMarked;
