/**
 * An organisation's response policy as data, and the pure functions that turn it into deadlines.
 */
@NullMarked
package dev.aceiro.workflows.policy;

import org.jspecify.annotations.NullMarked;
