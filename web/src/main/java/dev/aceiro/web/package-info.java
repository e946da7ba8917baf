/** The one executable, in which the parts of an installation meet. */
@NullMarked
package dev.aceiro.web;

import org.jspecify.annotations.NullMarked;
