/** What the responder's credentials must be allowed, written for each place that gives them out. */
@NullMarked
package dev.aceiro.activities.permissions;

import org.jspecify.annotations.NullMarked;
