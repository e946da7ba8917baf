/**
 * Every error that leaves over HTTP: RFC 9457 problem details with a stable code, in the reader's
 * language.
 */
@NullMarked
package dev.aceiro.web.problem;

import org.jspecify.annotations.NullMarked;
