/**
 * Which Temporal serves this installation, whether it answers, who works for it, and resuming what
 * it lost.
 */
@NullMarked
package dev.aceiro.web.engine;

import org.jspecify.annotations.NullMarked;
