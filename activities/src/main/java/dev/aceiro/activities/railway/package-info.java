/** Actions on Railway, by its GraphQL API. */
@NullMarked
package dev.aceiro.activities.railway;

import org.jspecify.annotations.NullMarked;
