/** How the parts of the installation are, as they say it themselves. */
@NullMarked
package dev.aceiro.web.status;

import org.jspecify.annotations.NullMarked;
