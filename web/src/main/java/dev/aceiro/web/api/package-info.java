/**
 * The HTTP API: incidents, decisions, catalogues, status and live streams, in the words of the
 * design.
 */
@NullMarked
package dev.aceiro.web.api;

import org.jspecify.annotations.NullMarked;
