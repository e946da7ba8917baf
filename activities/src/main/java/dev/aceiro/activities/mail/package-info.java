/** Messages by e-mail. */
@NullMarked
package dev.aceiro.activities.mail;

import org.jspecify.annotations.NullMarked;
