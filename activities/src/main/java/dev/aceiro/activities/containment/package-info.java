/**
 * How actions are captured, claimed, applied, settled and undone; each kind of action is a handler.
 */
@NullMarked
package dev.aceiro.activities.containment;

import org.jspecify.annotations.NullMarked;
