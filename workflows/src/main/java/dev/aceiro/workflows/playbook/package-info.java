/** The written answer to a named failure: checks and suggested actions. */
@NullMarked
package dev.aceiro.workflows.playbook;

import org.jspecify.annotations.NullMarked;
