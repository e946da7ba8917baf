/**
 * What each part of an installation says about itself: the engine, the database, every integration.
 */
@NullMarked
package dev.aceiro.workflows.status;

import org.jspecify.annotations.NullMarked;
