/** What is asked over HTTP of services that are to be well again. */
@NullMarked
package dev.aceiro.activities.http;

import org.jspecify.annotations.NullMarked;
