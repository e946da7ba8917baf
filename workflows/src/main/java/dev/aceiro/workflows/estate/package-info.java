/** What there is to act on, and how a proposal's parameters are found in it. */
@NullMarked
package dev.aceiro.workflows.estate;

import org.jspecify.annotations.NullMarked;
