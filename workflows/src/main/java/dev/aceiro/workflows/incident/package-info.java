/**
 * The incident workflow: its state, the decisions people may say, and the run that reads as the
 * runbook does.
 */
@NullMarked
package dev.aceiro.workflows.incident;

import org.jspecify.annotations.NullMarked;
