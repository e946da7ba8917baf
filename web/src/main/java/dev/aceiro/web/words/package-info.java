/** Turns codes with parameters into sentences of the reader's language. */
@NullMarked
package dev.aceiro.web.words;

import org.jspecify.annotations.NullMarked;
