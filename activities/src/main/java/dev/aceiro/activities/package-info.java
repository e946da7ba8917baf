/** Everything that touches the world, on behalf of workflows that must not. */
@NullMarked
package dev.aceiro.activities;

import org.jspecify.annotations.NullMarked;
