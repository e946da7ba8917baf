/** What API, console and chat share: opening incidents, telling them decisions, reading them. */
@NullMarked
package dev.aceiro.web.incident;

import org.jspecify.annotations.NullMarked;
