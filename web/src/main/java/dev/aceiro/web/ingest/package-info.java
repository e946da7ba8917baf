/** Alarms in: verified, stored, answered, and handed to the incident they belong to. */
@NullMarked
package dev.aceiro.web.ingest;

import org.jspecify.annotations.NullMarked;
