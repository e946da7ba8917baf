/**
 * Who is asking, from where, and whether that may be: people, machines, browsers and the addresses
 * they use.
 */
@NullMarked
package dev.aceiro.web.security;

import org.jspecify.annotations.NullMarked;
