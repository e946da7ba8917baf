/** What an incident owes after its resolution: draft, review, action items. */
@NullMarked
package dev.aceiro.workflows.postmortem;

import org.jspecify.annotations.NullMarked;
