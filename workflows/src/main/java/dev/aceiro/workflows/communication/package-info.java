/** Messages an incident sends, without their words: codes and parameters. */
@NullMarked
package dev.aceiro.workflows.communication;

import org.jspecify.annotations.NullMarked;
