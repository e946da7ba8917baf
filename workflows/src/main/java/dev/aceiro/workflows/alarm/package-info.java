/**
 * Alarms as every source delivers them once normalised, and the key by which they belong together.
 */
@NullMarked
package dev.aceiro.workflows.alarm;

import org.jspecify.annotations.NullMarked;
