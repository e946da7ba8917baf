/**
 * What people order for the whole installation: resumption, quarantine, the stop of containment.
 */
@NullMarked
package dev.aceiro.web.operation;

import org.jspecify.annotations.NullMarked;
