/**
 * How messages find their words, their readers and their channels, each at most once where it can.
 */
@NullMarked
package dev.aceiro.activities.communication;

import org.jspecify.annotations.NullMarked;
