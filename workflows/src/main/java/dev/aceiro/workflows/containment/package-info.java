/** Containment actions: the ledger of an incident and the workflow that executes one work order. */
@NullMarked
package dev.aceiro.workflows.containment;

import org.jspecify.annotations.NullMarked;
