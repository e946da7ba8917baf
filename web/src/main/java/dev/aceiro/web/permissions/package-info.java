/** What the responder's credentials must be allowed, printed for whoever gives them out. */
@NullMarked
package dev.aceiro.web.permissions;

import org.jspecify.annotations.NullMarked;
